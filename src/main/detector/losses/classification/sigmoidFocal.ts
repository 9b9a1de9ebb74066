import * as tf from '../../tf'
import { assertLossShapes, crossEntropySlope, logisticTerms, wrongSign } from '../logistic'
import { lossWithSlope, power, product, weighted } from '../slope'
import type { SigmoidLoss, TargetKind } from '../types'

export interface SigmoidFocalOptions {
  /** Weight of objects, 1 - alpha that of background; [K]: one for each class; null: both 1. */
  alpha: number | tf.Tensor1D | null
  /** Focusing, >= 0; 0 is (alpha-weighted) binary cross-entropy; [K]: one for each class. */
  gamma: number | tf.Tensor1D
  weights?: tf.Tensor | null
  targetKind?: TargetKind
}

/**
 * Sigmoid focal loss (Lin et al. 2017, arXiv:1708.02002, Eq. 5):
 *   FL = -alpha_t (1 - p_t)^gamma log p_t,  p_t = p t + (1 - p)(1 - t),  alpha_t = alpha t + (1 - alpha)(1 - t)
 * logits [..., K] raw scores; targets the same shape, in [0, 1] (soft ones as torchvision takes them, with
 * cross-entropy in place of -log p_t). Returns one value per logit; not reduced. Throws a RangeError for shapes that do
 * not fit and for a negative gamma.
 *
 * With u = 1 - p_t and ce = cross-entropy: FL = w alpha_t u^gamma ce, and the analytic gradient
 *   dFL/dx = w alpha_t u^gamma (d ce/dx + gamma ce (du/dx) / u),  (du/dx) / u = p (1 - p)(1 - 2t) / u, at most 1,
 * never divides by a vanishing u: finite for any finite x and gamma, where autodiff of the plain form turns NaN
 * at p_t = 1. No gradient reaches targets, weights, alpha and gamma.
 */
export function sigmoidFocal<T extends tf.Tensor>(logits: T, targets: T, options: SigmoidFocalOptions): T {
  const { alpha, gamma, weights = null, targetKind = 'soft' } = options
  assertLossShapes(logits, targets, weights)
  if (typeof gamma === 'number' && !(gamma >= 0))
    throw new RangeError(`gamma must be at least 0, not ${gamma}`)
  return lossWithSlope(logits, (x) => {
    const { crossEntropy, wrong } = logisticTerms(x, targets, targetKind)
    const scale = product(alphaWeights(targets, alpha), weights, power(wrong, gamma))
    const slope = focalSlope({ logits: x, targets, wrong, crossEntropy, gamma, targetKind })
    return weighted({ value: crossEntropy, slope }, scale)
  }) as T
}

/** Focal loss as the training settings name it. */
export const focal: SigmoidLoss = {
  name: 'focal',
  scoring: 'sigmoid',
  targets: 'labels',
  elements: ({ logits, targets, weights, targetKind, alphas }, { focal: { alpha, gamma } }) =>
    sigmoidFocal(logits, targets, { alpha: alphas ?? alpha, gamma, weights, targetKind }),
}

interface FocalTerms {
  logits: tf.Tensor
  targets: tf.Tensor
  wrong: tf.Tensor
  crossEntropy: tf.Tensor
  gamma: number | tf.Tensor1D
  targetKind: TargetKind
}

/** d ce/dx + gamma ce (du/dx) / u. */
function focalSlope({ logits, targets, wrong, crossEntropy, gamma, targetKind }: FocalTerms): tf.Tensor {
  if (gamma === 0) return crossEntropySlope(logits, targets, wrong, targetKind)
  const pull = tf.mul(crossEntropy, gamma)
  if (targetKind === 'hard') {
    // u is sigmoid(-+x) itself, so (du/dx) / u = +-(1 - u).
    return tf.mul(wrongSign(targets), tf.add(wrong, tf.mul(pull, tf.sub(1, wrong))))
  }
  const spread = tf.mul(tf.sigmoid(logits), tf.sigmoid(tf.neg(logits))) // p (1 - p)
  const relative = tf.divNoNan(tf.mul(spread, wrongSign(targets)), wrong)
  return tf.add(crossEntropySlope(logits, targets, wrong, targetKind), tf.mul(pull, relative))
}

/** alpha_t of each element; null where it is 1 throughout. */
function alphaWeights(targets: tf.Tensor, alpha: number | tf.Tensor1D | null): tf.Tensor | null {
  if (alpha === null) return null
  if (typeof alpha === 'number') return tf.add(tf.mul(targets, 2 * alpha - 1), 1 - alpha)
  return tf.add(tf.mul(targets, tf.sub(tf.mul(alpha, 2), 1)), tf.sub(1, alpha))
}
