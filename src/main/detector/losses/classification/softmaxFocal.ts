import * as tf from '../../tf'
import { labelMargin, softmaxWeights } from '../softmaxMargin'
import type { SoftmaxLoss } from '../types'
import { sigmoidFocal } from './sigmoidFocal'

/**
 * Softmax focal loss (Lin et al. 2017, arXiv:1708.02002, Eq. 5, on a softmax):
 *   FL = -w (1 - p_c)^gamma log p_c,  p = softmax(z), c the label
 * logits [R, C] with background as class 0, C at least 2; labels [R] int32 in 0 .. C - 1; weights [R]: alpha of each row's
 * class. Returns [R]; not reduced. gamma 0 is softmax cross-entropy bit for bit.
 *
 * With m the margin of the other classes over the label this is the sigmoid focal loss of a missed m: the same value
 * softplus(m) sigmoid(m)^gamma, the same gradient by m, which is finite for any finite z and gamma. None reaches labels
 * and weights. Throws a RangeError unless there are as many labels as rows, and for a negative gamma.
 */
export function softmaxFocalLoss(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  options: { gamma: number; weights?: tf.Tensor1D | null },
): tf.Tensor1D {
  const { gamma, weights = null } = options
  const margin = labelMargin(logits, labels)
  return sigmoidFocal(margin, tf.zerosLike(margin), { alpha: null, gamma, weights, targetKind: 'hard' })
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
