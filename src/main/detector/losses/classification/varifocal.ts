import * as tf from '../../tf'
import { assertLossShapes, crossEntropySlope, logisticTerms } from '../logistic'
import { lossWithSlope, power, product, weighted } from '../slope'
import type { SigmoidLoss } from '../types'

export interface VarifocalOptions {
  /** Weight of the background. */
  alpha: number
  /** Focusing of the background, >= 0. */
  gamma: number
  weights?: tf.Tensor | null
}

/**
 * Varifocal loss (Zhang et al. 2021, arXiv:2008.13367, Eq. 2), with q the target and p = sigmoid(x):
 *   VFL = q BCE(x, q) where q > 0,  alpha p^gamma BCE(x, 0) where q = 0
 * so that only the background is focused, and boxes of high quality weigh most. logits [..., K] raw scores; targets the
 * same shape, in [0, 1]: the IoU of the box at its class, else 0; weights broadcast to them. Returns one value per logit;
 * not reduced. Gradient q (p - q), and alpha p^gamma (p + gamma (1 - p) BCE) for the background: finite for any finite x;
 * none reaches targets and weights. Throws a RangeError for shapes that do not fit and for a negative gamma.
 */
export function varifocal<T extends tf.Tensor>(logits: T, targets: T, options: VarifocalOptions): T {
  const { alpha, gamma, weights = null } = options
  assertLossShapes(logits, targets, weights)
  if (!(gamma >= 0)) throw new RangeError(`gamma must be at least 0, not ${gamma}`)
  return lossWithSlope(logits, (x) => {
    const { crossEntropy, wrong } = logisticTerms(x, targets, 'soft')
    const distance = crossEntropySlope(x, targets, wrong, 'soft') // p - q
    const isBackground = tf.mul(tf.cast(tf.equal(targets, 0), 'float32'), alpha)
    const focused = product(isBackground, power(tf.sigmoid(x), gamma)) as tf.Tensor
    const scale = tf.add(targets, focused)
    const pull = tf.mul(tf.mul(focused, gamma), tf.mul(tf.sigmoid(tf.neg(x)), crossEntropy))
    const slope = tf.add(tf.mul(scale, distance), pull)
    return weighted({ value: tf.mul(scale, crossEntropy), slope }, weights)
  }) as T
}

/** Varifocal loss as the training settings name it. */
export const vfl: SigmoidLoss = {
  name: 'vfl',
  scoring: 'sigmoid',
  targets: 'quality',
  elements: ({ logits, targets, weights }, config) => varifocal(logits, targets, { ...config.vfl, weights }),
}
