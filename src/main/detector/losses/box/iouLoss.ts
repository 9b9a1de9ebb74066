import * as tf from '../../tf'
import { iouOf, OVERLAP_EPSILON, overlapOf } from './overlap'

/**
 * IoU loss: 1 - |A and B| / |A or B|. Predicted and target corners [..., 4] px -> [...], in [0, 1]; not reduced.
 * No gradient between boxes that do not meet: see giou.ts.
 */
export function iouLoss(
  predictedXyxy: tf.Tensor,
  targetXyxy: tf.Tensor,
  epsilon = OVERLAP_EPSILON,
): tf.Tensor {
  return tf.sub(1, iouOf(overlapOf(predictedXyxy, targetXyxy), epsilon))
}
