import type { RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import { figureText } from '../../shared/text/count'
import { durationText } from '../../shared/text/duration'
import type { RunRecord, TrainingProgress } from '../../shared/training/run'
import { createdBy } from '../../shared/version'
import { builtEntry } from '../fs/builtEntry'
import type { ProjectService } from '../project/projectService'
import { nativeEnvironment } from '../trainer/nativeEnvironment'
import { TrainingService } from '../trainer/service'
import type { CliContext } from './context'
import { nodePrograms } from './ownPrograms'

/** Ctrl+C: a step is finished and a checkpoint saved within this time, or the process is ended. */
const SAVE_MS = 30_000

/** Training of a project in a child process, with its progress on standard error. */
export function createTraining(project: ProjectService, context: CliContext): TrainingService {
  const { trainer } = context.programs ?? nodePrograms
  return new TrainingService({
    project,
    startProcess: () => trainer(builtEntry('trainer.js'), nativeEnvironment()),
    createdBy,
    onProgress: progressTeller(context),
    onRunsChanged: () => {},
    now: () => performance.now(),
  })
}

/** Waits until the run is over; Ctrl+C saves it first. Throws what made it fail. */
export async function followRun(
  training: TrainingService,
  runId: RunId,
  { signal }: CliContext,
): Promise<RunRecord> {
  const save = () => void training.shutDown(SAVE_MS)
  if (signal.aborted) save()
  signal.addEventListener('abort', save, { once: true })
  try {
    const run = await training.whenOver(runId)
    if (run.error !== null) throw new StudioError(run.error.code, run.error.message, run.error.hint)
    return run
  } finally {
    signal.removeEventListener('abort', save)
  }
}

/** Steps as a bar; notes, problems and epochs as lines. */
function progressTeller({ progress, say }: CliContext): (news: TrainingProgress) => void {
  let runId = ''
  let epoch = 0
  let told = new Set<string>()
  return ({ latest, latestEpoch, notes, problems, phase, status, ...news }) => {
    if (news.runId !== runId) {
      runId = news.runId
      epoch = 0
      told = new Set()
    }
    const findings = problems.map(({ message, hint }) => `${message} ${hint}`)
    for (const line of [...notes, ...findings].filter((text) => !told.has(text))) {
      told.add(line)
      say(line)
    }
    if (latestEpoch !== null && latestEpoch.epoch > epoch) {
      epoch = latestEpoch.epoch
      say(
        `Epoch ${latestEpoch.epoch} of ${latestEpoch.epochs}: loss ${latestEpoch.loss.total.toFixed(3)}, ` +
          `AP ${figureText(latestEpoch.val?.AP ?? null)}, AP50 ${figureText(latestEpoch.val?.AP50 ?? null)}, ` +
          `${durationText(latestEpoch.secondsLeft)} left`,
      )
    }
    // What it ended with is said by the result.
    if (status !== 'preparing' && status !== 'running') return
    if (latest === null) progress(0, null, phase.split(':')[0] ?? phase)
    else progress(latest.step, latest.steps, 'Training')
  }
}
