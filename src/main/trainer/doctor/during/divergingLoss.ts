import { changeSettings } from '../mends'
import type { StartRunCheck } from './types'
import { createRunningMean, watchedLoss } from './watchedLoss'

const WINDOW = 20
/** The mean loss over its own lowest mean: batches differ, but not by so much for so long. */
const MAX_RISE = 2
const MIN_STEPS = 10
const LONGER_WARMUP = 3

/** The loss rises again and stays up. */
export const divergingLoss: StartRunCheck = ({ config }) => {
  const mean = createRunningMean(WINDOW)
  let lowest = Number.POSITIVE_INFINITY
  let streak = 0
  return {
    onStep({ loss, step }) {
      const now = mean(watchedLoss(loss, config.loss))
      if (now === null) return null
      lowest = Math.min(lowest, now)
      streak = now > MAX_RISE * lowest ? streak + 1 : 0
      if (streak < MIN_STEPS) return null
      const { warmupSteps } = config.schedule
      const isEarly = step <= Math.max(WINDOW + MIN_STEPS, 2 * warmupSteps)
      const halved = { 'optimizer.learningRate': config.optimizer.learningRate / 2 }
      return {
        severity: 'warns',
        code: 'diverging-loss',
        message:
          'The loss is more than twice what it was at its lowest, and stays there: the steps are too large.',
        hint: isEarly
          ? 'It happens while the learning rate rises: let it rise more slowly, to half of it.'
          : 'Start again with half the learning rate; the best model so far is kept.',
        mend: isEarly
          ? changeSettings('Warm up longer, to half the rate', {
              ...halved,
              'schedule.warmupSteps': Math.max(WINDOW, LONGER_WARMUP * warmupSteps),
            })
          : changeSettings('Halve the learning rate', halved),
      }
    },
  }
}
