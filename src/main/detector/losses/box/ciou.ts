import * as tf from '../../tf'
import { stopGradient } from '../gradients'
import type { BoxLoss } from '../types'
import { centreDistance, iouDistance, OVERLAP_EPSILON, overlapOf, type Sides } from './overlap'

/** Squared diagonals below this (px^2) have no angle. */
const MIN_SQUARED_DIAGONAL = 1e-30

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
  const distance = iouDistance(overlap, epsilon)
  const shape = tf.mul(
    tf.square(tf.sub(angleOf(overlap.target), angleOf(overlap.predicted))),
    4 / Math.PI ** 2,
  )
  const tradeOff = stopGradient(tf.div(shape, tf.add(tf.add(distance, shape), epsilon)))
  return tf.add(tf.add(distance, centreDistance(overlap, epsilon)), tf.mul(tradeOff, shape))
}

/** CIoU as the training settings name it. */
export const ciou: BoxLoss = {
  name: 'ciou',
  space: 'corners',
  elements: (predicted, target) => ciouLoss(predicted, target) as tf.Tensor1D,
}

/** The aspect ratio as an angle, atan(w / h); a box without height has one too, a point has 0. */
function angleOf({ width, height }: Sides): tf.Tensor {
  const angle = tf.customGrad((w, h, save) => {
    const [width, height] = [w as tf.Tensor, h as tf.Tensor]
    ;(save as tf.GradSaveFunc)([width, height])
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [w, h] = saved
      const scaled = tf.tidy(() =>
        tf.div(dy, tf.maximum(tf.add(tf.square(w), tf.square(h)), MIN_SQUARED_DIAGONAL)),
      )
      return [tf.mul(scaled, h), tf.mul(scaled, tf.neg(w))]
    }
    return { value: tf.atan2(width, height), gradFunc }
  })
  return angle(width, height)
}
