import type { RunId } from '../../../shared/ids'
import type { StepReport } from '../../../shared/training/metrics'
import type { TrainerEvent } from '../../../shared/training/protocol'
import type { RunStatus, TrainingProgress } from '../../../shared/training/run'

/** Steps whose mean time tells how fast training is now. */
const RECENT_STEPS = 20
const MAX_NOTES = 50

/** Follows one run's messages and says how it stands. */
export interface ProgressTracker {
  readonly current: TrainingProgress
  hear(event: TrainerEvent): void
  note(message: string): void
  enter(status: RunStatus, phase: string): void
}

export function trackProgress(runId: RunId, change: (progress: TrainingProgress) => void): ProgressTracker {
  let recent: StepReport[] = []
  let current: TrainingProgress = {
    sequence: 0,
    runId,
    status: 'preparing',
    phase: 'Starting',
    backend: null,
    latest: null,
    latestEpoch: null,
    imagesPerSecond: 0,
    secondsLeft: null,
    notes: [],
    problems: [],
  }
  const update = (changes: Partial<TrainingProgress>) => {
    current = { ...current, ...changes, sequence: current.sequence + 1 }
    change(current)
  }
  const note = (message: string) => update({ notes: [...current.notes, message].slice(-MAX_NOTES) })
  return {
    get current() {
      return current
    },
    note,
    enter: (status, phase) => update({ status, phase }),
    hear(event) {
      switch (event.type) {
        case 'hello':
          return update({ backend: event.backend, phase: 'Preparing' })
        case 'preparing':
          return update({
            phase: event.total > 0 ? `${event.what}: ${event.done} of ${event.total}` : event.what,
          })
        case 'step': {
          const { report } = event
          recent = [...recent, report].slice(-RECENT_STEPS)
          const allMs = recent.reduce((sum, { stepMs }) => sum + stepMs, 0)
          const images = recent.reduce((sum, step) => sum + step.images, 0)
          return update({
            status: 'running',
            phase: 'Training',
            latest: report,
            imagesPerSecond: allMs > 0 ? (images * 1000) / allMs : current.imagesPerSecond,
            secondsLeft: ((report.steps - report.step) * allMs) / recent.length / 1000,
          })
        }
        case 'epoch': {
          const { secondsLeft } = event.report
          return update({ latestEpoch: event.report, secondsLeft })
        }
        case 'resumed':
          return event.note === '' ? undefined : note(event.note)
        case 'note':
          return note(event.message)
        case 'problem': {
          const others = current.problems.filter(({ code }) => code !== event.problem.code)
          return update({ problems: [...others, event.problem] })
        }
        default:
          return undefined
      }
    },
  }
}
