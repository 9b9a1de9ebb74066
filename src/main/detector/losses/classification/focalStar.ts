import * as tf from '../../tf'
import { assertLossShapes, wrongSign } from '../logistic'
import { lossWithSlope, weighted } from '../slope'
import type { SigmoidLoss, TargetKind } from '../types'

export interface FocalStarOptions {
  /** Steepness, > 0. */
  gamma: number
  /** Shift. */
  beta: number
  weights?: tf.Tensor | null
  targetKind?: TargetKind
}

/**
 * FL*, the other form of focal loss (Lin et al. 2017, arXiv:1708.02002, appendix A):
 *   FL* = -log(p_t*) / gamma,  p_t* = sigmoid(gamma x_t + beta),  x_t = x where t = 1, -x where t = 0
 * that is softplus(-(gamma x_t + beta)) / gamma; gamma 1 with beta 0 is binary cross-entropy. It has no alpha. logits
 * [..., K] raw scores; targets the same shape, in [0, 1]: a soft one mixes the losses of 1 and 0. Returns one value per
 * logit; not reduced. The gradient, -(1 - p_t*) dx_t/dx, is finite for any finite x. Throws a RangeError for shapes that
 * do not fit and unless gamma is above 0.
 */
export function focalStarLoss<T extends tf.Tensor>(logits: T, targets: T, options: FocalStarOptions): T {
  const { gamma, beta, weights = null, targetKind = 'soft' } = options
  assertLossShapes(logits, targets, weights)
  if (!(gamma > 0)) throw new RangeError(`gamma must be above 0, not ${gamma}`)
  return lossWithSlope(logits, (x) => {
    if (targetKind === 'hard') {
      const sign = wrongSign(targets)
      const wrongness = tf.sub(tf.mul(tf.mul(x, sign), gamma), beta) // -(gamma x_t + beta)
      const value = tf.div(tf.softplus(wrongness), gamma)
      return weighted({ value, slope: tf.mul(tf.sigmoid(wrongness), sign) }, weights)
    }
    const rest = tf.sub(1, targets)
    const steep = tf.mul(x, gamma)
    const missed = tf.sub(tf.neg(steep), beta)
    const mistaken = tf.sub(steep, beta)
    const sum = tf.add(tf.mul(targets, tf.softplus(missed)), tf.mul(rest, tf.softplus(mistaken)))
    const slope = tf.sub(tf.mul(rest, tf.sigmoid(mistaken)), tf.mul(targets, tf.sigmoid(missed)))
    return weighted({ value: tf.div(sum, gamma), slope }, weights)
  }) as T
}

/** FL* as the training settings name it. */
export const focalStar: SigmoidLoss = {
  name: 'focalStar',
  scoring: 'sigmoid',
  targets: 'labels',
  elements: ({ logits, targets, weights, targetKind }, config) =>
    focalStarLoss(logits, targets, { ...config.focalStar, weights, targetKind }),
}
