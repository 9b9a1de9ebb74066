import type { RunId } from '../../shared/ids'
import type { TrainerEvent } from '../../shared/training/protocol'
import type { RunStatus, TrainingProgress } from '../../shared/training/run'

/** What the Train room shows of a run, kept up to date from the trainer's messages. */
export interface ProgressBoard {
  progress(): TrainingProgress
  event(event: TrainerEvent): void
  note(message: string): void
  phase(words: string): void
  end(status: RunStatus, words: string): void
}

/** Notes beyond this many would only push out the curves. */
const MAX_NOTES = 8
/** Share of the newest step in the running average of a step's time. */
const PACE_SHARE = 0.1

/** Makes the board of a run; `changed` hears of every change. `batchSize` gives the speed until an epoch tells it. */
export function createProgress(
  runId: RunId,
  batchSize: number,
  changed: (progress: TrainingProgress) => void,
): ProgressBoard {
  let stepMs: number | null = null
  let state: TrainingProgress = {
    sequence: 0,
    runId,
    status: 'preparing',
    phase: 'Starting the trainer',
    backend: null,
    latest: null,
    latestEpoch: null,
    imagesPerSecond: 0,
    secondsLeft: null,
    notes: [],
  }
  const set = (change: Partial<TrainingProgress>) => {
    state = { ...state, ...change, sequence: state.sequence + 1 }
    changed(state)
  }
  const note = (message: string) => {
    if (message !== '' && !state.notes.includes(message)) {
      set({ notes: [...state.notes, message].slice(-MAX_NOTES) })
    }
  }
  const event = (news: TrainerEvent) => {
    switch (news.type) {
      case 'hello':
        return set({ status: 'running', backend: news.backend, phase: 'Reading the pictures' })
      case 'preparing':
        return set({ phase: `${news.what}: ${news.done} of ${news.total}` })
      case 'resumed':
        return note(news.note)
      case 'note':
        return note(news.message)
      case 'step': {
        const { report } = news
        stepMs = stepMs === null ? report.stepMs : stepMs + PACE_SHARE * (report.stepMs - stepMs)
        const secondsLeft = state.latestEpoch === null ? (stepMs * (report.steps - report.step)) / 1000 : null
        return set({
          latest: report,
          phase: `Epoch ${report.epoch}, step ${report.step} of ${report.steps}`,
          secondsLeft: secondsLeft ?? leftSince(state, report.step, report.steps),
          ...(state.latestEpoch === null ? { imagesPerSecond: (batchSize * 1000) / stepMs } : {}),
        })
      }
      case 'epoch': {
        const { imagesPerSecond, secondsLeft } = news.report
        return set({ latestEpoch: news.report, imagesPerSecond, secondsLeft })
      }
    }
  }
  return {
    progress: () => state,
    event,
    note,
    phase: (phase) => set({ phase, secondsLeft: null }),
    end: (status, phase) => set({ status, phase, secondsLeft: null }),
  }
}

/** The trainer's own estimate at the end of an epoch includes evaluation; within the next epoch it shrinks evenly. */
function leftSince({ latestEpoch }: TrainingProgress, step: number, steps: number): number | null {
  if (latestEpoch === null || steps <= latestEpoch.step) return null
  return (latestEpoch.secondsLeft * (steps - step)) / (steps - latestEpoch.step)
}
