import * as tf from '../../tf'
import { lossWithSlope, power, product, weighted } from '../slope'
import { othersAgainstLabel, softmaxWeights } from '../softmaxMargin'
import type { SoftmaxLoss } from '../types'
import { softmaxCrossEntropyLoss } from './softmaxCrossEntropy'

/**
 * Dual focal loss (Tao et al. 2023, ICML, Eq. 6), made for calibrated probabilities:
 *   DFL = -(1 - q_c + q_j)^gamma log q_c,  q = softmax(z), c the label, q_j the highest probability below q_c
 * (0 where none is below). logits [R, C] with background as class 0, C at least 2; labels [R] int32 in 0 .. C - 1; weights
 * [R] multiply the rows. Returns [R]; not reduced. gamma 0 is softmax cross-entropy bit for bit.
 *
 * With u = 1 - q_c and b = u + q_j, which are sums and never differences, the gradient
 *   dDFL/dz_k = b^gamma (gamma l (db/dz_k) / b + q_k - [k = c]),  l = -log q_c
 *   (db/dz_c) / b = -q_c,  (db/dz_k) / b = (q_k (q_c - q_j) + q_j [k = j]) / b
 * is finite for any finite z. Which class is j counts as constant. Throws a RangeError unless there are as many labels as
 * rows, and for a negative gamma.
 */
export function dualFocalLoss(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  options: { gamma: number; weights?: tf.Tensor1D | null },
): tf.Tensor1D {
  const { gamma, weights = null } = options
  if (!(gamma >= 0)) throw new RangeError(`gamma must be at least 0, not ${gamma}`)
  if (gamma === 0) return softmaxCrossEntropyLoss(logits, labels, { weights })
  const rowWeights = weights === null ? null : tf.expandDims(weights, 1)
  return lossWithSlope(logits, (x) => {
    const { labelled, correct, margin, marginSlope } = othersAgainstLabel(x as tf.Tensor2D, labels)
    const crossEntropy = tf.softplus(margin)
    const wrong = tf.sigmoid(margin)
    const right = tf.sigmoid(tf.neg(margin)) // q_c
    const others = tf.mul(wrong, tf.add(marginSlope, labelled)) // q_k, 0 at c
    const below = tf.mul(others, tf.cast(tf.less(x, correct), 'float32'))
    const runnerUp = tf.max(below, 1, true) // q_j
    const chosen = tf.mul(tf.oneHot(tf.argMax(below, 1), logits.shape[1], 1, 0, 'float32'), runnerUp)
    const base = tf.add(wrong, runnerUp)
    const risen = tf.add(tf.mul(others, tf.sub(right, runnerUp)), chosen)
    const relative = tf.sub(tf.divNoNan(risen, base), tf.mul(labelled, right)) // (db/dz) / b
    const slope = tf.add(tf.mul(wrong, marginSlope), tf.mul(tf.mul(crossEntropy, gamma), relative))
    const loss = weighted({ value: crossEntropy, slope }, product(rowWeights, power(base, gamma)))
    return { value: tf.squeeze(loss.value, [1]), slope: loss.slope }
  }) as tf.Tensor1D
}

/** Dual focal loss as the training settings name it. */
export const dualFocal: SoftmaxLoss = {
  name: 'dualFocal',
  scoring: 'softmax',
  targets: 'labels',
  elements: (input, config) =>
    dualFocalLoss(input.logits, input.labels, {
      gamma: config.dualFocal.gamma,
      weights: softmaxWeights(input, config),
    }),
}
