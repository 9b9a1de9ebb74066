import * as tf from '../../tf'
import type { BoxLoss } from '../types'
import { iouDistance, OVERLAP_EPSILON, overlapOf } from './overlap'

/**
 * Generalised IoU loss (Rezatofighi et al. 2019, arXiv:1902.09630, Algorithm 1):
 *   L = 1 - IoU + |C \ (A or B)| / |C|,  C the smallest box around both
 * Predicted and target corners [..., 4] px -> [...], in [0, 2]; not reduced. Boxes apart still draw near each other.
 */
export function giouLoss(
  predictedXyxy: tf.Tensor,
  targetXyxy: tf.Tensor,
  epsilon = OVERLAP_EPSILON,
): tf.Tensor {
  const overlap = overlapOf(predictedXyxy, targetXyxy)
  const enclosing = tf.mul(overlap.enclosingWidth, overlap.enclosingHeight)
  const gap = tf.div(tf.sub(enclosing, overlap.union), tf.add(enclosing, epsilon))
  return tf.add(iouDistance(overlap, epsilon), gap)
}

/** GIoU as the training settings name it. */
export const giou: BoxLoss = {
  name: 'giou',
  space: 'corners',
  elements: (predicted, target) => giouLoss(predicted, target) as tf.Tensor1D,
}
