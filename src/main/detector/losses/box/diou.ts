import * as tf from '../../tf'
import type { BoxLoss } from '../types'
import { centreDistance, iouDistance, OVERLAP_EPSILON, overlapOf } from './overlap'

/**
 * Distance IoU loss (Zheng et al. 2020, arXiv:1911.08287, Eq. 7):
 *   L = 1 - IoU + rho^2 / c^2,  rho the distance of the centres, c the diagonal of the enclosing box
 * Predicted and target corners [..., 4] px -> [...], in [0, 2); not reduced.
 */
export function diouLoss(
  predictedXyxy: tf.Tensor,
  targetXyxy: tf.Tensor,
  epsilon = OVERLAP_EPSILON,
): tf.Tensor {
  const overlap = overlapOf(predictedXyxy, targetXyxy)
  return tf.add(iouDistance(overlap, epsilon), centreDistance(overlap, epsilon))
}

/** DIoU as the training settings name it. */
export const diou: BoxLoss = {
  name: 'diou',
  space: 'corners',
  elements: (predicted, target) => diouLoss(predicted, target) as tf.Tensor1D,
}
