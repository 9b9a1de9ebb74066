import * as tf from '../../tf'
import { stopGradient } from '../gradients'
import { centreDistance, iouOf, OVERLAP_EPSILON, overlapOf, type Sides } from './overlap'

/**
 * Complete IoU loss (Zheng et al. 2020, arXiv:1911.08287, Eq. 10 to 12):
 *   L = 1 - IoU + rho^2 / c^2 + a v,  v = (4 / pi^2) (atan(w_t / h_t) - atan(w_p / h_p))^2,  a = v / (1 - IoU + v)
 * Predicted and target corners [..., 4] px -> [...]; not reduced. No gradient runs through a, as in torchvision.
 */
export function ciouLoss(
  predictedXyxy: tf.Tensor,
  targetXyxy: tf.Tensor,
  epsilon = OVERLAP_EPSILON,
): tf.Tensor {
  const overlap = overlapOf(predictedXyxy, targetXyxy)
  const iou = iouOf(overlap, epsilon)
  const shape = tf.mul(
    tf.square(tf.sub(angleOf(overlap.target), angleOf(overlap.predicted))),
    4 / Math.PI ** 2,
  )
  const tradeOff = stopGradient(tf.div(shape, tf.add(tf.sub(tf.add(shape, 1), iou), epsilon)))
  return tf.add(tf.add(tf.sub(1, iou), centreDistance(overlap, epsilon)), tf.mul(tradeOff, shape))
}

/** The aspect ratio as an angle. */
function angleOf({ width, height }: Sides): tf.Tensor {
  return tf.atan(tf.div(width, height))
}
