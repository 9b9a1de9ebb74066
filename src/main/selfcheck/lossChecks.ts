import { bceWithLogits } from '../detector/losses/classification/bceWithLogits'
import { focalStarLoss } from '../detector/losses/classification/focalStar'
import { qualityFocal } from '../detector/losses/classification/qualityFocal'
import { sigmoidFocal } from '../detector/losses/classification/sigmoidFocal'
import { varifocal } from '../detector/losses/classification/varifocal'
import type { TargetKind } from '../detector/losses/types'
import type * as tf from '../detector/tf'
import { flatten } from './compare'
import { compareLoss, float32, reduce } from './compareLoss'
import { numberField, numbersField, shapeOf } from './goldenFields'
import type { GoldenCase } from './readGolden'
import type { GoldenCheck } from './types'

interface Elements {
  logits: tf.Tensor
  targets: tf.Tensor
  weights: tf.Tensor | null
  targetKind: TargetKind
}

/** torchvision's sigmoid focal loss. */
export const sigmoidFocalCheck = sigmoidCheck((golden, { logits, targets, ...options }) => {
  const alpha = golden.alpha === null ? null : numberField(golden, 'alpha')
  return sigmoidFocal(logits, targets, { alpha, gamma: numberField(golden, 'gamma'), ...options })
})

/** torch's binary cross-entropy on logits, with `posWeight` where the case has one. */
export const bceCheck = sigmoidCheck((golden, { logits, targets, ...options }) => {
  const posWeight = golden.posWeight === undefined ? undefined : numberField(golden, 'posWeight')
  return bceWithLogits(logits, targets, { posWeight, ...options })
})

export const focalStarCheck = sigmoidCheck((golden, { logits, targets, ...options }) =>
  focalStarLoss(logits, targets, {
    gamma: numberField(golden, 'gamma'),
    beta: numberField(golden, 'beta'),
    ...options,
  }),
)

export const qflCheck = sigmoidCheck((golden, { logits, targets, weights }) =>
  qualityFocal(logits, targets, { beta: numberField(golden, 'beta'), weights }),
)

export const vflCheck = sigmoidCheck((golden, { logits, targets, weights }) =>
  varifocal(logits, targets, {
    alpha: numberField(golden, 'alpha'),
    gamma: numberField(golden, 'gamma'),
    weights,
  }),
)

/** A loss of logits against targets; both the path for 0/1 targets and the one for soft ones where both apply. */
function sigmoidCheck(loss: (golden: GoldenCase, elements: Elements) => tf.Tensor): GoldenCheck {
  return (golden) => {
    const targets = numbersField(golden, 'targets')
    const isHard = targets.every((target) => target === 0 || target === 1)
    const kinds: TargetKind[] = isHard ? ['soft', 'hard'] : ['soft']
    // A soft target is rounded to float32, and so is what it multiplies: logits, weights.
    const factor = isHard ? 1 : largest(golden.logits) * largest(golden.weight) * largest(golden.posWeight)
    return kinds.flatMap((targetKind) => {
      const elements = (logits: tf.Tensor) => ({
        logits,
        targets: float32(targets, logits.shape),
        weights: weightsOf(golden),
        targetKind,
      })
      return compareLoss(golden, 'logits', (x) => reduce(golden, loss(golden, elements(x))), factor)
    })
  }
}

/** The largest of some numbers by size, 1 at least; 1 where there are none. */
function largest(value: unknown): number {
  const numbers = flatten(value ?? 1) ?? new Float64Array()
  return numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 1)
}

/** Weights of the logits' shape or one that broadcasts to it; null where the case has none. */
function weightsOf(golden: GoldenCase): tf.Tensor | null {
  return golden.weight == null ? null : float32(numbersField(golden, 'weight'), shapeOf(golden.weight))
}
