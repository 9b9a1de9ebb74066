import * as tf from '../../tf'
import { assertLossShapes, crossEntropySlope, logisticTerms } from '../logistic'
import { lossWithSlope, product, weighted } from '../slope'
import type { SigmoidLoss, TargetKind } from '../types'

export interface BceOptions {
  weights?: tf.Tensor | null
  /** Multiplies the part of the loss that belongs to the target (torch's pos_weight); 1: none. */
  posWeight?: number
  targetKind?: TargetKind
}

/**
 * Binary cross-entropy on logits (torch `binary_cross_entropy_with_logits`):
 *   BCE = -w_+ t log p - (1 - t) log(1 - p),  p = sigmoid(x),  computed as w_+ t softplus(-x) + (1 - t) softplus(x)
 * with w_+ = posWeight. logits [..., K] raw scores; targets the same shape, in [0, 1]; weights broadcast to them. Returns
 * one value per logit; not reduced. Gradient (1 - t) p - w_+ t (1 - p), finite for any finite x; none reaches targets and
 * weights. Throws a RangeError for shapes that do not fit.
 */
export function bceWithLogits<T extends tf.Tensor>(logits: T, targets: T, options: BceOptions = {}): T {
  const { weights = null, posWeight = 1, targetKind = 'soft' } = options
  assertLossShapes(logits, targets, weights)
  return lossWithSlope(logits, (x) => {
    if (targetKind === 'soft' && posWeight !== 1) return weighted(unevenTerms(x, targets, posWeight), weights)
    const { crossEntropy, wrong } = logisticTerms(x, targets, targetKind)
    const slope = crossEntropySlope(x, targets, wrong, targetKind)
    const balance = posWeight === 1 ? null : tf.add(tf.mul(targets, posWeight - 1), 1)
    return weighted({ value: crossEntropy, slope }, product(weights, balance))
  }) as T
}

/** Binary cross-entropy as the training settings name it. */
export const bce: SigmoidLoss = {
  name: 'bce',
  scoring: 'sigmoid',
  targets: 'labels',
  elements: ({ logits, targets, weights, targetKind }, config) =>
    bceWithLogits(logits, targets, { weights, targetKind, posWeight: config.bce.posWeight }),
}

/** Soft targets, whose two parts weigh differently. */
function unevenTerms(logits: tf.Tensor, targets: tf.Tensor, posWeight: number) {
  const present = tf.mul(targets, posWeight)
  const absent = tf.sub(1, targets)
  const opposite = tf.neg(logits)
  return {
    value: tf.add(tf.mul(present, tf.softplus(opposite)), tf.mul(absent, tf.softplus(logits))),
    slope: tf.sub(tf.mul(absent, tf.sigmoid(logits)), tf.mul(present, tf.sigmoid(opposite))),
  }
}
