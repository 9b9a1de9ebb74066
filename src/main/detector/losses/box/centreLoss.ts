import type * as tf from '../../tf'
import { centreDistance, OVERLAP_EPSILON, overlapOf } from './overlap'

/**
 * Centre-point loss: the penalty of DIoU alone (Zheng et al. 2020, arXiv:1911.08287, Eq. 6),
 *   L = rho^2 / c^2,  rho the distance of the centres, c the diagonal of the smallest box around both.
 * Predicted and target corners [..., 4] px -> [...], in [0, 1); not reduced.
 */
export function centreLoss(
  predictedXyxy: tf.Tensor,
  targetXyxy: tf.Tensor,
  epsilon = OVERLAP_EPSILON,
): tf.Tensor {
  return centreDistance(overlapOf(predictedXyxy, targetXyxy), epsilon)
}
