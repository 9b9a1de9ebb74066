import type { TrainerEvent } from '../../../shared/training/protocol'

/** Follows which fold is trained, so that k trainings read as one. */
export interface FoldClock {
  begin(index: number): void
  /** The event as one of the whole run: steps, epochs and the time left count over all folds. */
  whole(event: TrainerEvent): TrainerEvent
}

/** `done`: steps of the folds that are over. `now`: monotonic clock in ms. */
export function foldClock(k: number, done: () => number, now: () => number): FoldClock {
  let index = 0
  let startedAt = now()
  let epochsBefore = 0
  let lastEpochs = 0
  return {
    begin(next) {
      index = next
      startedAt = now()
      epochsBefore += lastEpochs
      lastEpochs = 0
    },
    whole(event) {
      const after = k - index - 1
      if (event.type === 'step') {
        const { report } = event
        const steps = done() + report.steps * (after + 1)
        return { ...event, report: { ...report, step: done() + report.step, steps } }
      }
      if (event.type === 'epoch') {
        const { report } = event
        lastEpochs = report.epochs
        const perFold = (now() - startedAt) / 1000 + report.secondsLeft
        return {
          ...event,
          report: {
            ...report,
            epoch: epochsBefore + report.epoch,
            epochs: epochsBefore + report.epochs * (after + 1),
            secondsLeft: report.secondsLeft + after * perFold,
          },
        }
      }
      return event
    },
  }
}
