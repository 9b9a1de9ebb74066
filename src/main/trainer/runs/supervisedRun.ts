import { join } from 'node:path'
import type { RunId } from '../../../shared/ids'
import { StudioError, toErrorInfo } from '../../../shared/result'
import type { TrainerEvent, TrainJob } from '../../../shared/training/protocol'
import type { RunMetrics, RunRecord, TrainingProgress } from '../../../shared/training/run'
import { atomicWrite } from '../../fs/atomicWrite'
import type { finishRun } from '../../models/finishRun'
import type { ProjectService } from '../../project/projectService'
import type { StartTrainerProcess } from '../processes/trainerProcess'
import { superviseTraining, type TrainingOutcome } from '../supervisor'
import { writeJob } from './jobFile'
import { keepRun } from './runKeeper'
import { withEpoch, withStep } from './runMetrics'
import { trackProgress } from './runProgress'

export interface RunSurroundings {
  project: ProjectService
  startProcess: StartTrainerProcess
  /** Makes a trained run reviewable. */
  finish: typeof finishRun
  createdBy: string
  /** Monotonic clock in ms. */
  now(): number
  /** Every change; whoever shows it thins it out. */
  onProgress(progress: TrainingProgress): void
  /** Its record changed in a way that lists show. */
  onRecord(): void
}

/** A run that is being trained, or made ready for review. */
export interface SupervisedRun {
  readonly runId: RunId
  readonly progress: TrainingProgress
  /** Reports of this session; the newest of them are not yet in the run folder. */
  readonly metrics: RunMetrics
  /** Its record once nothing goes on any more; never rejects. */
  readonly over: Promise<RunRecord>
  end(command: 'pause' | 'stop'): void
  shutDown(patienceMs: number): Promise<void>
}

/** Trains a run whose record is in the project, then makes it reviewable. */
export function superviseRun(job: TrainJob, record: RunRecord, around: RunSurroundings): SupervisedRun {
  const { project } = around
  const runId = record.id
  const aborted = new AbortController()
  const progress = trackProgress(runId, around.onProgress)
  let metrics: RunMetrics = { steps: [], epochs: [] }
  const { change, fail } = keepRun(project, record, around.onRecord)
  const hear = (event: TrainerEvent) => {
    if (event.type === 'step') metrics = withStep(metrics, event.report)
    if (event.type === 'epoch') metrics = withEpoch(metrics, event.report)
    if (event.type === 'hello') change({ status: 'running', backend: event.backend, error: null })
    progress.hear(event)
  }
  const supervisor = isTrained(record)
    ? null
    : superviseTraining({
        startProcess: around.startProcess,
        resume: job.resume,
        writeJob: (resume) => writeJob({ ...job, resume }),
        onEvent: hear,
        onNote: progress.note,
        now: around.now,
      })

  /** A run that was cut off between its training and its review has only the rest left to do. */
  const train = async (): Promise<RunRecord> => {
    if (supervisor === null) return makeReviewable()
    const outcome = await supervisor.outcome
    await keepOutput(project.runFolder(runId), supervisor.output())
    return afterTraining(outcome)
  }

  const afterTraining = async (outcome: TrainingOutcome): Promise<RunRecord> => {
    const finishedAt = Date.now()
    if (outcome.kind === 'failed') return fail(outcome.error)
    if (outcome.kind === 'ended') return change(endedBy[outcome.by](finishedAt))
    const { summary } = outcome
    if (summary.stoppedBecause === 'paused') return change({ status: 'paused', summary })
    change({ summary, backend: summary.backend })
    return makeReviewable()
  }

  /** What is left to do is safe to repeat: a run that is cut off here goes on here when it is resumed. */
  const makeReviewable = async (): Promise<RunRecord> => {
    progress.enter('running', 'Writing the model and looking at the validation pictures')
    try {
      await around.finish(project, runId, {
        createdBy: around.createdBy,
        signal: aborted.signal,
        onProgress: (done, total) => progress.enter('running', `Looking at pictures: ${done} of ${total}`),
      })
      return change({ status: statusOf(project.run(runId)), finishedAt: Date.now(), error: null })
    } catch (cause) {
      if (aborted.signal.aborted) return change({ status: 'interrupted' })
      return fail(toErrorInfo(cause))
    }
  }

  const follow = async (): Promise<RunRecord> => {
    try {
      const last = await train()
      progress.enter(last.status, phaseOf(last))
      return last
    } catch (cause) {
      // The project itself could not be written to.
      const last = fail(toErrorInfo(cause))
      progress.note(phaseOf(last))
      progress.enter('failed', phaseOf(last))
      return last
    }
  }
  const over = follow()
  return {
    runId,
    over,
    get progress() {
      return progress.current
    },
    get metrics() {
      return metrics
    },
    end: (command) => supervisor?.end(command),
    async shutDown(patienceMs) {
      aborted.abort(new StudioError('cancelled', 'the studio was closed'))
      await supervisor?.shutDown(patienceMs)
      await over
    },
  }
}

/** Its model is written, and is what the record's last word was about. */
export function isTrained({ summary, reviewable }: RunRecord): boolean {
  return !reviewable && summary !== null && summary.model !== null
}

const endedBy: Record<'pause' | 'stop' | 'quit', (finishedAt: number) => Partial<RunRecord>> = {
  pause: () => ({ status: 'paused' }),
  stop: (finishedAt) => ({ status: 'stopped', finishedAt }),
  quit: () => ({ status: 'interrupted' }),
}

/** A training that a person cut short was stopped; time limits and plans that end are ends like any other. */
function statusOf({ summary }: RunRecord): 'finished' | 'stopped' {
  return summary?.stoppedBecause === 'stopped' ? 'stopped' : 'finished'
}

function phaseOf({ status, summary, error }: RunRecord): string {
  if (error !== null) return error.message
  if (status === 'paused') return 'Paused'
  if (status === 'interrupted') return 'Interrupted; it can be resumed'
  return summary?.stoppedWords ?? 'Stopped before it began'
}

/** What the trainer printed, for whoever looks for the cause of a failure. */
async function keepOutput(runFolder: string, output: string): Promise<void> {
  if (output === '') return
  // A log that cannot be written must not turn a good run into a failed one.
  await atomicWrite(join(runFolder, 'trainer.log'), output).catch(() => undefined)
}
