import * as tf from '../../tf'
import { lossWithSlope, power, product, weighted } from '../slope'
import { othersAgainstLabel, softmaxWeights } from '../softmaxMargin'
import type { SoftmaxLoss } from '../types'

/**
 * Softmax focal loss (Lin et al. 2017, arXiv:1708.02002, Eq. 5, on a softmax):
 *   FL = -w (1 - p_c)^gamma log p_c,  p = softmax(z), c the label
 * logits [R, C] with background as class 0, C at least 2; labels [R] int32 in 0 .. C - 1; weights [R]: alpha of each row's
 * class. Returns [R]; not reduced. gamma 0 is softmax cross-entropy bit for bit.
 *
 * With m the margin of the other classes over the label, u = 1 - p_c = sigmoid(m) and ce = softplus(m): FL = w u^gamma ce,
 * and the gradient w u^gamma (u + gamma ce (1 - u)) dm/dz is finite for any finite z and gamma; none reaches labels and
 * weights. Throws a RangeError unless there are as many labels as rows, and for a negative gamma.
 */
export function softmaxFocalLoss(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  options: { gamma: number; weights?: tf.Tensor1D | null },
): tf.Tensor1D {
  const { gamma, weights = null } = options
  if (!(gamma >= 0)) throw new RangeError(`gamma must be at least 0, not ${gamma}`)
  const rowWeights = weights === null ? null : tf.expandDims(weights, 1)
  return lossWithSlope(logits, (x) => {
    const { margin, marginSlope } = othersAgainstLabel(x as tf.Tensor2D, labels)
    const value = tf.softplus(margin)
    const wrong = tf.sigmoid(margin)
    const pull = tf.mul(tf.mul(value, gamma), tf.sub(1, wrong))
    const slope = gamma === 0 ? wrong : tf.add(wrong, pull)
    const loss = weighted({ value, slope }, product(rowWeights, power(wrong, gamma)))
    return { value: tf.squeeze(loss.value, [1]), slope: tf.mul(loss.slope, marginSlope) }
  }) as tf.Tensor1D
}

/** Softmax focal loss as the training settings name it: gamma of the focal loss; its alpha is left to the weights. */
export const softmaxFocal: SoftmaxLoss = {
  name: 'softmaxFocal',
  scoring: 'softmax',
  targets: 'labels',
  elements: (input, config) =>
    softmaxFocalLoss(input.logits, input.labels, {
      gamma: config.focal.gamma,
      weights: softmaxWeights(input, config),
    }),
}
