import * as tf from '../../tf'
import { lossWithSlope, weighted } from '../slope'
import { othersAgainstLabel, softmaxWeights } from '../softmaxMargin'
import type { SoftmaxLoss } from '../types'

/**
 * Cross-entropy of a softmax with background as class 0 (torch `cross_entropy`), c the label and e the label smoothing
 * (Szegedy et al. 2016, arXiv:1512.00567, section 7):
 *   CE = (1 - e) l_c + e / C sum_j l_j,  l_j = -log softmax(z)_j
 * logits [R, C] raw scores, C at least 2; labels [R] int32 in 0 .. C - 1; weights [R] multiply the rows, and nothing is
 * divided by them. Returns [R]; not reduced.
 *
 * Computed as softplus(m) + e (z_c - mean z), m the margin of the other classes over the label, so that neither
 * logarithms of probabilities nor differences of near-equal ones occur. Gradient softmax(z)_j - (1 - e) [j = c] - e / C,
 * finite for any finite z; none reaches labels and weights. Throws a RangeError unless there are as many labels as rows.
 */
export function softmaxCrossEntropyLoss(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  options: { labelSmoothing?: number; weights?: tf.Tensor1D | null } = {},
): tf.Tensor1D {
  const { labelSmoothing = 0, weights = null } = options
  const rowWeights = weights === null ? null : tf.expandDims(weights, 1)
  return lossWithSlope(logits, (x) => {
    const { labelled, correct, margin, marginSlope } = othersAgainstLabel(x as tf.Tensor2D, labels)
    const plain = weighted({ value: tf.softplus(margin), slope: tf.sigmoid(margin) }, rowWeights)
    const slope = tf.mul(plain.slope, marginSlope)
    if (labelSmoothing === 0) return { value: tf.squeeze(plain.value, [1]), slope }
    const evenly = {
      value: tf.mul(tf.sub(correct, tf.mean(x, 1, true)), labelSmoothing),
      slope: tf.sub(tf.mul(labelled, labelSmoothing), labelSmoothing / logits.shape[1]),
    }
    const smoothing = weighted(evenly, rowWeights)
    const value = tf.add(plain.value, smoothing.value)
    return { value: tf.squeeze(value, [1]), slope: tf.add(slope, smoothing.slope) }
  }) as tf.Tensor1D
}

/** Softmax cross-entropy as the training settings name it. */
export const softmaxCrossEntropy: SoftmaxLoss = {
  name: 'softmaxCrossEntropy',
  scoring: 'softmax',
  targets: 'labels',
  elements: (input, config) =>
    softmaxCrossEntropyLoss(input.logits, input.labels, {
      labelSmoothing: config.softmax.labelSmoothing,
      weights: softmaxWeights(input, config),
    }),
}
