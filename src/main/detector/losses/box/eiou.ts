import * as tf from '../../tf'
import type { BoxLoss } from '../types'
import { centreDistance, iouDistance, OVERLAP_EPSILON, overlapOf } from './overlap'

/**
 * Efficient IoU loss (Zhang et al. 2021, arXiv:2101.08158, Eq. 6):
 *   L = 1 - IoU + rho^2 / c^2 + (w_p - w_t)^2 / C_w^2 + (h_p - h_t)^2 / C_h^2,  C_w x C_h the smallest box around both
 * Predicted and target corners [..., 4] px -> [...], in [0, 4); not reduced. Sides are compared one by one, where CIoU
 * sees only their ratio.
 */
export function eiouLoss(
  predictedXyxy: tf.Tensor,
  targetXyxy: tf.Tensor,
  epsilon = OVERLAP_EPSILON,
): tf.Tensor {
  const overlap = overlapOf(predictedXyxy, targetXyxy)
  const { predicted, target, enclosingWidth, enclosingHeight } = overlap
  const share = (a: tf.Tensor, b: tf.Tensor, around: tf.Tensor) =>
    tf.div(tf.square(tf.sub(a, b)), tf.add(tf.square(around), epsilon))
  const distances = tf.add(iouDistance(overlap, epsilon), centreDistance(overlap, epsilon))
  return tf.add(
    tf.add(distances, share(predicted.width, target.width, enclosingWidth)),
    share(predicted.height, target.height, enclosingHeight),
  )
}

/** EIoU as the training settings name it. */
export const eiou: BoxLoss = {
  name: 'eiou',
  space: 'corners',
  elements: (predicted, target) => eiouLoss(predicted, target) as tf.Tensor1D,
}
