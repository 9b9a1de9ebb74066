import { dualFocalLoss } from '../detector/losses/classification/dualFocal'
import { softmaxCrossEntropyLoss } from '../detector/losses/classification/softmaxCrossEntropy'
import { softmaxFocalLoss } from '../detector/losses/classification/softmaxFocal'
import { weightedMean } from '../detector/losses/reduction'
import * as tf from '../detector/tf'
import { compareLoss, reduce } from './compareLoss'
import { numberField, numbersField, shapeOf } from './goldenFields'
import type { GoldenCase } from './readGolden'
import type { GoldenCheck } from './types'

/** torch's cross-entropy, with `labelSmoothing` where the case has one. */
export const softmaxCrossEntropyCheck = softmaxCheck((golden, logits, labels, weights) => {
  const labelSmoothing = golden.labelSmoothing === undefined ? 0 : numberField(golden, 'labelSmoothing')
  return softmaxCrossEntropyLoss(logits, labels, { labelSmoothing, weights })
})

export const softmaxFocalCheck = softmaxCheck((golden, logits, labels, weights) =>
  softmaxFocalLoss(logits, labels, { gamma: numberField(golden, 'gamma'), weights }),
)

export const dualFocalCheck = softmaxCheck((golden, logits, labels, weights) =>
  dualFocalLoss(logits, labels, { gamma: numberField(golden, 'gamma'), weights }),
)

/** A loss of rows against labels; `weight` is by class. A weighted mean divides by the weights of the samples, as torch's does. */
function softmaxCheck(
  loss: (
    golden: GoldenCase,
    logits: tf.Tensor2D,
    labels: tf.Tensor1D,
    weights: tf.Tensor1D | null,
  ) => tf.Tensor,
): GoldenCheck {
  return (golden) => {
    // Softmax does not see a common shift: with the largest logit of a row at 0, float32 loses nothing of the others.
    const shifted = { ...golden, logits: shiftRows(numbersField(golden, 'logits'), shapeOf(golden.logits)) }
    return compareLoss(shifted, 'logits', (logits) => {
      const labels = tf.tensor1d(Int32Array.from(numbersField(golden, 'labels')))
      const weights =
        golden.weight == null
          ? null
          : tf.gather(tf.tensor1d(Float32Array.from(numbersField(golden, 'weight'))), labels)
      const elements = loss(golden, logits as tf.Tensor2D, labels, weights)
      return golden.reduction === 'mean' && weights !== null
        ? weightedMean(elements, weights)
        : reduce(golden, elements)
    })
  }
}

function shiftRows(logits: Float64Array, [rows, columns]: number[]): number[][] {
  return Array.from({ length: rows }, (_, r) => {
    const row = Array.from(logits.subarray(r * columns, (r + 1) * columns))
    const highest = Math.max(...row)
    return row.map((logit) => logit - highest)
  })
}
