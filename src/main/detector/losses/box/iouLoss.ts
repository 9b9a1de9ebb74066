import * as tf from '../../tf'
import type { BoxLoss } from '../types'
import { iouDistance, iouOf, OVERLAP_EPSILON, overlapOf } from './overlap'

/** Below this the logarithm of the IoU is cut: boxes apart cost -ln 1e-6 = 13.8 and have no gradient. */
const MIN_IOU = 1e-6

/**
 * IoU loss: 1 - |A and B| / |A or B|. Predicted and target corners [..., 4] px -> [...], in [0, 1]; not reduced.
 * No gradient between boxes that do not meet: see giou.ts.
 */
export function iouLoss(
  predictedXyxy: tf.Tensor,
  targetXyxy: tf.Tensor,
  epsilon = OVERLAP_EPSILON,
): tf.Tensor {
  return iouDistance(overlapOf(predictedXyxy, targetXyxy), epsilon)
}

/**
 * Logarithmic IoU loss (Yu et al. 2016, UnitBox, arXiv:1608.01471, section 3.1): -ln max(IoU, 1e-6), in [0, 13.8].
 * Predicted and target corners [..., 4] px -> [...]; not reduced.
 */
export function logIouLoss(
  predictedXyxy: tf.Tensor,
  targetXyxy: tf.Tensor,
  epsilon = OVERLAP_EPSILON,
): tf.Tensor {
  return tf.neg(tf.log(tf.maximum(iouOf(overlapOf(predictedXyxy, targetXyxy), epsilon), MIN_IOU)))
}

/** IoU as the training settings name it. */
export const iou: BoxLoss = {
  name: 'iou',
  space: 'corners',
  elements: (predicted, target, config) =>
    (config.iou.form === 'log' ? logIouLoss : iouLoss)(predicted, target) as tf.Tensor1D,
}
