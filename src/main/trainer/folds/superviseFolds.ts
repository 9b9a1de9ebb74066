import { StudioError, toErrorInfo } from '../../../shared/result'
import { countText } from '../../../shared/text/count'
import type { TrainerEvent, TrainJob, TrainSummary } from '../../../shared/training/protocol'
import type { RunMetrics, RunRecord, TrainingProgress } from '../../../shared/training/run'
import { ensureFolder, removeFolder } from '../../fs/fileSystem'
import { writeJob } from '../runs/jobFile'
import { keepRun } from '../runs/runKeeper'
import { withEpoch, withStep } from '../runs/runMetrics'
import { trackProgress } from '../runs/runProgress'
import type { RunSurroundings, SupervisedRun } from '../runs/supervisedRun'
import { superviseTraining, type TrainerSupervisor, type TrainingOutcome } from '../supervisor'
import type { finishFold } from './finishFold'
import { foldJob } from './foldJob'
import { foldClock } from './foldProgress'
import { type FoldsFile, foldFolder, writeFolds } from './foldsFile'

export interface FoldSurroundings extends Omit<RunSurroundings, 'finish'> {
  finishFold: typeof finishFold
}

type Ending = 'pause' | 'stop' | 'quit'

/**
 * Trains the folds of a k-fold run one after the other, each predicting what it held out; the predictions are those of the one
 * run. `job` holds every picture of the run. Folds that `file` calls done are left alone, and one that was begun goes on.
 */
export function superviseFolds(
  job: TrainJob,
  file: FoldsFile,
  record: RunRecord,
  around: FoldSurroundings,
): SupervisedRun {
  const { project } = around
  const runId = record.id
  const runFolder = project.runFolder(runId)
  const k = file.folds.length
  const aborted = new AbortController()
  let current = 0
  let ending: Ending | null = null
  let supervisor: TrainerSupervisor | null = null
  let metrics: RunMetrics = { steps: [], epochs: [] }
  // A job that had to be gathered anew may hold pictures that the run leaves out, such as test ones.
  const members = new Set<string>(file.folds.flatMap(({ held }) => held))
  const images = job.images.filter(({ id }) => members.has(id))
  const named = (progress: TrainingProgress): TrainingProgress =>
    progress.status === 'running' || progress.status === 'preparing'
      ? { ...progress, phase: `Fold ${current + 1} of ${k}: ${progress.phase.toLowerCase()}` }
      : progress
  const tracker = trackProgress(runId, (progress) => around.onProgress(named(progress)))
  const clock = foldClock(k, () => file.folds.reduce((sum, { steps }) => sum + steps, 0), around.now)
  const { change, fail } = keepRun(project, record, around.onRecord)
  const hear = (event: TrainerEvent) => {
    const whole = clock.whole(event)
    if (whole.type === 'step') metrics = withStep(metrics, whole.report)
    if (whole.type === 'epoch') metrics = withEpoch(metrics, whole.report)
    if (whole.type === 'hello') change({ status: 'running', backend: whole.backend, error: null })
    tracker.hear(whole)
  }

  /** Trains one fold to its end; null: it was told to save and go. */
  const train = async (index: number): Promise<TrainSummary | null> => {
    const folder = foldFolder(runFolder, index)
    await ensureFolder(folder)
    const own = foldJob({ ...job, images }, file.folds[index], folder)
    supervisor = superviseTraining({
      startProcess: around.startProcess,
      // Without a checkpoint there it begins.
      resume: job.resume,
      writeJob: (resume) => writeJob({ ...own, resume }),
      onEvent: hear,
      onNote: tracker.note,
      now: around.now,
    })
    const outcome = await supervisor.outcome
    supervisor = null
    return summaryOf(outcome)
  }

  const doFold = async (index: number): Promise<boolean> => {
    const fold = file.folds[index]
    current = index
    clock.begin(index)
    if (fold.stage === 'open') {
      const summary = await train(index)
      if (summary === null) return false
      Object.assign(fold, { stage: 'trained', steps: summary.steps, seconds: summary.seconds })
      await writeFolds(runFolder, file)
    }
    if (ending !== null) return false
    tracker.enter('running', 'Writing its model')
    const folder = foldFolder(runFolder, index)
    await around.finishFold(
      project,
      runId,
      { folder, held: fold.held },
      {
        createdBy: around.createdBy,
        signal: aborted.signal,
        onProgress: (done, total) => tracker.enter('running', `Predicting pictures: ${done} of ${total}`),
      },
    )
    fold.stage = 'done'
    await writeFolds(runFolder, file)
    // Its predictions are in the project: the weights and checkpoints have done their work.
    await removeFolder(folder)
    return true
  }

  const work = async (): Promise<RunRecord> => {
    for (const [index, { stage }] of file.folds.entries()) {
      if (stage === 'done') continue
      if (!(await doFold(index))) return ended()
    }
    const finishedAt = Date.now()
    return change({ status: 'finished', finishedAt, reviewable: true, error: null, summary: summaryOfAll() })
  }

  const ended = (): RunRecord => {
    if (ending === 'quit') return change({ status: 'interrupted' })
    if (ending !== 'stop') return change({ status: 'paused' })
    const numDone = file.folds.filter(({ stage }) => stage === 'done').length
    return change({ status: 'stopped', finishedAt: Date.now(), reviewable: numDone > 0 })
  }

  const endedAnyway = (): RunRecord => {
    try {
      return ended()
    } catch (cause) {
      return fail(toErrorInfo(cause))
    }
  }

  const summaryOfAll = (): TrainSummary | null => {
    const { backend } = project.run(runId)
    if (backend === null) return null
    const steps = file.folds.reduce((sum, fold) => sum + fold.steps, 0)
    const seconds = file.folds.reduce((sum, fold) => sum + fold.seconds, 0)
    return {
      backend,
      images: images.length,
      steps,
      epochs: metrics.epochs.at(-1)?.epoch ?? 0,
      seconds,
      imagesPerSecond: tracker.current.imagesPerSecond,
      stoppedBecause: 'finished',
      stoppedWords: `Every picture was predicted by a model that had not seen it, in ${countText(k, 'fold')}`,
      bestEpoch: null,
      val: null,
      lossParts: null,
      model: null,
    }
  }

  const follow = async (): Promise<RunRecord> => {
    try {
      const last = await work()
      tracker.enter(last.status, last.summary?.stoppedWords ?? lastWords[last.status] ?? 'Stopped')
      return last
    } catch (cause) {
      const last = ending !== null && aborted.signal.aborted ? endedAnyway() : fail(toErrorInfo(cause))
      if (last.error !== null) tracker.note(last.error.message)
      tracker.enter(last.status, last.error?.message ?? lastWords[last.status] ?? '')
      return last
    }
  }
  const end = (command: Ending) => {
    ending ??= command
    // A stopped fold is not judged by: its training may as well be picked up again.
    if (supervisor !== null) supervisor.end(command === 'quit' ? 'quit' : 'pause')
    else aborted.abort(new StudioError('cancelled', 'the check was ended'))
  }
  const over = follow()
  return {
    runId,
    over,
    get progress() {
      return named(tracker.current)
    },
    get metrics() {
      return metrics
    },
    end,
    async shutDown(patienceMs) {
      ending ??= 'quit'
      aborted.abort(new StudioError('cancelled', 'the studio was closed'))
      await supervisor?.shutDown(patienceMs)
      await over
    },
  }
}

const lastWords: Partial<Record<RunRecord['status'], string>> = {
  paused: 'Paused',
  interrupted: 'Interrupted; it can be resumed',
  stopped: 'Stopped; the folds that were done can be looked at',
}

/** What a training reported; null where it was told to save and go. Throws what made it fail. */
function summaryOf(outcome: TrainingOutcome): TrainSummary | null {
  if (outcome.kind === 'ended') return null
  if (outcome.kind === 'failed')
    throw new StudioError(outcome.error.code, outcome.error.message, outcome.error.hint)
  const { summary } = outcome
  if (summary.stoppedBecause === 'paused') return null
  if (summary.model === null) {
    throw new StudioError('training-diverged', `A fold left no model: ${summary.stoppedWords}.`)
  }
  return summary
}
