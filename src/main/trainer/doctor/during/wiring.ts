import { changeSettings } from '../mends'
import { expectedFirstLoss } from './firstLoss'
import type { StartRunCheck } from './types'

/** Random first weights move the loss a little, more than this is no chance. */
const TOLERANCE = 0.2
/** Mining takes the hardest background, which lies above the mean that the formula knows. */
const MINING_TOLERANCE = 0.8
const FIRST_STEP = 1

/** Holds the first loss against the one that an untrained network must have. */
export const wiring: StartRunCheck = (facts) => ({
  onStep({ step, loss, positives }) {
    if (facts.isResumed || step !== FIRST_STEP) return null
    const expected = expectedFirstLoss(facts, positives)
    if (expected === null) return null
    const { hardSamples, classification } = facts.config.loss
    const above = hardSamples.kind === 'mining' ? MINING_TOLERANCE : TOLERANCE
    const found = loss.classification
    if (found >= expected.low * (1 - TOLERANCE) && found <= expected.high * (1 + above)) return null
    const isHigh = found > expected.high
    return {
      severity: 'warns',
      code: 'wiring',
      message: `The first classification loss is ${figure(found)}; for a network that has learnt nothing it should be about ${figure(isHigh ? expected.high : expected.low)}. Labels, anchors and loss do not go together as they should.`,
      hint: isHigh
        ? 'A loss this high at the start mostly means that background is weighed as if it were objects; compare with the loss that comes by itself.'
        : 'A loss this low at the start mostly means that anchors or objects are left out of it; compare with the loss that comes by itself.',
      mend:
        classification === 'softmaxFocal'
          ? null
          : changeSettings('Use the focal loss', { 'loss.classification': 'softmaxFocal' }),
    }
  },
})

function figure(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3)
}
