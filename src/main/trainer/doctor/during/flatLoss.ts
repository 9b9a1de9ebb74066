import { defaultTrainConfig } from '../../../../shared/training/config/index'
import type { Mend } from '../../../../shared/training/problem'
import { changeSettings } from '../mends'
import type { RunFacts, StartRunCheck } from './types'
import { createRunningMean, watchedLoss } from './watchedLoss'

const WINDOW = 20
/** Time that the loss has to fall after the warm-up. */
const PATIENCE_STEPS = 100
/** A share of what it was at the start that counts as not having fallen. */
const FLAT_SHARE = 0.95
const USUAL_RATE = defaultTrainConfig().optimizer.learningRate

/** The loss does not fall. */
export const flatLoss: StartRunCheck = (facts) => {
  const mean = createRunningMean(WINDOW)
  let first: number | null = null
  let lowest = Number.POSITIVE_INFINITY
  let steps = 0
  return {
    onStep({ loss }) {
      steps++
      const now = mean(watchedLoss(loss, facts.config.loss))
      if (now === null) return null
      first ??= now
      lowest = Math.min(lowest, now)
      const isLate = steps >= WINDOW + facts.config.schedule.warmupSteps + PATIENCE_STEPS
      // A run that goes on begins low, and may have nothing left to learn.
      if (facts.isResumed || !isLate || !(lowest > FLAT_SHARE * first)) return null
      return {
        severity: 'warns',
        code: 'flat-loss',
        message: `The loss has not fallen in ${steps} steps: nothing is being learnt.`,
        hint: 'Mostly the learning rate is too small, too much is frozen, or labels do not fit their pictures.',
        mend: mendOf(facts),
      }
    },
  }
}

function mendOf({ config }: RunFacts): Mend | null {
  const { optimizer, schedule, pretrained } = config
  if (optimizer.kind === 'adamw' && optimizer.learningRate < USUAL_RATE) {
    return changeSettings('Use the usual learning rate', { 'optimizer.learningRate': USUAL_RATE })
  }
  if (schedule.freeze === 'trunk') {
    return changeSettings('Let the trunk learn too', { 'schedule.freeze': 'auto' })
  }
  if (!pretrained) return changeSettings('Start from trained weights', { pretrained: true })
  return optimizer.kind === 'sgd' ? changeSettings('Use AdamW', { 'optimizer.kind': 'adamw' }) : null
}
