import * as tf from '../../tf'
import { assertLossShapes, crossEntropySlope, logisticTerms } from '../logistic'
import { lossWithSlope, power, product, weighted } from '../slope'
import type { SigmoidLoss } from '../types'

/**
 * Quality focal loss (Li et al. 2020, arXiv:2006.04388, Eq. 2):
 *   QFL = |t - p|^beta BCE(x, t),  p = sigmoid(x)
 * logits [..., K] raw scores; targets the same shape, in [0, 1]: the quality (IoU) of the box at its class, else 0; weights
 * broadcast to them. Returns one value per logit; not reduced. beta 0 is binary cross-entropy bit for bit. Throws a
 * RangeError for shapes that do not fit and for a negative beta.
 *
 * With d = dBCE/dx = p - t the gradient is |d|^beta (d + beta BCE p (1 - p) / d), the last quotient 0 where d is: finite
 * for any finite x. For beta below 1 the loss itself has a cusp at p = t. No gradient reaches targets and weights.
 */
export function qualityFocal<T extends tf.Tensor>(
  logits: T,
  targets: T,
  options: { beta: number; weights?: tf.Tensor | null },
): T {
  const { beta, weights = null } = options
  assertLossShapes(logits, targets, weights)
  if (!(beta >= 0)) throw new RangeError(`beta must be at least 0, not ${beta}`)
  return lossWithSlope(logits, (x) => {
    const { crossEntropy, wrong } = logisticTerms(x, targets, 'soft')
    const distance = crossEntropySlope(x, targets, wrong, 'soft') // p - t
    if (beta === 0) return weighted({ value: crossEntropy, slope: distance }, weights)
    const spread = tf.mul(tf.sigmoid(x), tf.sigmoid(tf.neg(x))) // p (1 - p)
    const pull = tf.mul(tf.mul(crossEntropy, beta), tf.divNoNan(spread, distance))
    const scale = product(weights, power(tf.abs(distance), beta))
    return weighted({ value: crossEntropy, slope: tf.add(distance, pull) }, scale)
  }) as T
}

/** Quality focal loss as the training settings name it. */
export const qfl: SigmoidLoss = {
  name: 'qfl',
  scoring: 'sigmoid',
  targets: 'quality',
  elements: ({ logits, targets, weights }, config) =>
    qualityFocal(logits, targets, { beta: config.qfl.beta, weights }),
}
