import { bceWithLogits } from '../detector/losses/classification/bceWithLogits'
import { sigmoidFocal } from '../detector/losses/classification/sigmoidFocal'
import { softmaxFocal } from '../detector/losses/classification/softmaxFocal'
import { weightedMean } from '../detector/losses/reduction'
import * as tf from '../detector/tf'
import { compareLoss, float32, reduce } from './compareLoss'
import { numberField, numbersField, shapeOf } from './goldenFields'
import type { GoldenCase } from './readGolden'
import type { GoldenCheck } from './types'

/** torchvision's sigmoid focal loss; both the path for 0/1 targets and the one for soft ones where both apply. */
export const sigmoidFocalCheck: GoldenCheck = (golden) => {
  const targets = numbersField(golden, 'targets')
  const alpha = golden.alpha === null ? null : numberField(golden, 'alpha')
  const gamma = numberField(golden, 'gamma')
  const isHard = targets.every((target) => target === 0 || target === 1)
  return (isHard ? (['soft', 'hard'] as const) : (['soft'] as const)).flatMap((targetKind) =>
    compareLoss(golden, 'logits', (logits) => {
      const options = { alpha, gamma, targetKind, weights: weightsOf(golden) }
      return reduce(golden, sigmoidFocal(logits, float32(targets, logits.shape), options))
    }),
  )
}

/** torch's binary cross-entropy on logits. */
export const bceCheck: GoldenCheck = (golden) =>
  compareLoss(golden, 'logits', (logits) => {
    const targets = float32(numbersField(golden, 'targets'), logits.shape)
    return reduce(golden, bceWithLogits(logits, targets, { weights: weightsOf(golden) }))
  })

/** Softmax focal loss; a weighted mean divides by the weights of the samples, as torch's does. */
export const softmaxFocalCheck: GoldenCheck = (golden) => {
  const labels = numbersField(golden, 'labels')
  // Softmax does not see a common shift: with the largest logit of a row at 0, float32 loses nothing of the others.
  const shifted = { ...golden, logits: shiftRows(numbersField(golden, 'logits'), shapeOf(golden.logits)) }
  return compareLoss(shifted, 'logits', (logits) => {
    const labelTensor = tf.tensor1d(Int32Array.from(labels))
    const weights =
      golden.weight == null ? null : tf.tensor1d(Float32Array.from(numbersField(golden, 'weight')))
    const options = { gamma: numberField(golden, 'gamma'), classWeights: weights }
    const elements = softmaxFocal(logits as tf.Tensor2D, labelTensor, options)
    if (golden.reduction !== 'mean' || weights === null) return reduce(golden, elements)
    return weightedMean(elements, tf.gather(weights, labelTensor))
  })
}

/** Weights of the logits' shape or one that broadcasts to it; null where the case has none. */
function weightsOf(golden: GoldenCase): tf.Tensor | null {
  return golden.weight == null ? null : float32(numbersField(golden, 'weight'), shapeOf(golden.weight))
}

function shiftRows(logits: Float64Array, [rows, columns]: number[]): number[][] {
  return Array.from({ length: rows }, (_, r) => {
    const row = Array.from(logits.subarray(r * columns, (r + 1) * columns))
    const highest = Math.max(...row)
    return row.map((logit) => logit - highest)
  })
}
