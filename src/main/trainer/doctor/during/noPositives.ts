import type { Mend } from '../../../../shared/training/problem'
import { changeSettings } from '../mends'
import type { RunFacts, StartRunCheck } from './types'

/** So many steps in a row without a single anchor on an object are no chance. */
const MAX_STEPS = 20
const USUAL_IOU = { positive: 0.5, negative: 0.4 }

/** Step after step no anchor is given an object: nothing but background is learnt. */
export const noPositives: StartRunCheck = (facts) => {
  let streak = 0
  return {
    onStep({ positives }) {
      streak = positives === 0 ? streak + 1 : 0
      if (streak < MAX_STEPS) return null
      return {
        severity: 'warns',
        code: 'no-positives',
        message: `For ${MAX_STEPS} steps no anchor has been given an object: the network only learns that there is nothing.`,
        hint: 'Either the pictures have no boxes, or matching is too strict for them.',
        mend: mendOf(facts),
      }
    },
  }
}

function mendOf({ config }: RunFacts): Mend {
  const { matcher, loss } = config
  if (loss.sizeRange.minPx > 0 || loss.sizeRange.maxPx !== null) {
    return changeSettings('Take boxes of every size', {
      'loss.sizeRange.minPx': 0,
      'loss.sizeRange.maxPx': null,
    })
  }
  if (matcher.kind === 'iou' && !matcher.forceMatch) {
    return changeSettings('Give every object its best anchor', { 'matcher.forceMatch': true })
  }
  if (matcher.kind === 'iou' && matcher.positiveIou > USUAL_IOU.positive) {
    return changeSettings('Match from an IoU of 0.5', {
      'matcher.positiveIou': USUAL_IOU.positive,
      'matcher.negativeIou': Math.min(matcher.negativeIou, USUAL_IOU.negative),
    })
  }
  return matcher.kind === 'atss'
    ? changeSettings('Match by IoU', { 'matcher.kind': 'iou' })
    : changeSettings('Match with ATSS', { 'matcher.kind': 'atss' })
}
