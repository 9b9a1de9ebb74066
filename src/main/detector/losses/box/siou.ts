import * as tf from '../../tf'
import type { BoxLoss } from '../types'
import { evenAbsolute, evenMaximum } from './extremes'
import { iouDistance, OVERLAP_EPSILON, overlapOf } from './overlap'

/** Centres nearer than the root of this (px^2) have no angle; its square is still a number in float32, for the slope. */
const MIN_SQUARED_DISTANCE = 1e-12

/**
 * SCYLLA-IoU loss (Gevorgyan 2022, arXiv:2205.12740, Eq. 1 to 10, theta = 4):
 *   L = 1 - IoU + (D + S) / 2
 *   D = sum over x, y of 1 - exp(-(2 - A) rho_t),  rho_t = (centre distance along t / side of the enclosing box)^2
 *   S = sum over w, h of (1 - exp(-|w_p - w_t| / max(w_p, w_t)))^4
 *   A = sin 2 phi = 2 |dx| |dy| / (dx^2 + dy^2),  phi the angle of the line between the centres
 * Predicted and target corners [..., 4] px -> [...], in [0, 3); not reduced. Written without the paper's arcsine, whose
 * slope is infinite where a centre lies straight above or beside the other.
 */
export function siouLoss(
  predictedXyxy: tf.Tensor,
  targetXyxy: tf.Tensor,
  epsilon = OVERLAP_EPSILON,
): tf.Tensor {
  const overlap = overlapOf(predictedXyxy, targetXyxy)
  const { predicted, target, enclosingWidth, enclosingHeight } = overlap
  const half = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor, d: tf.Tensor) =>
    tf.mul(tf.add(tf.sub(a, c), tf.sub(b, d)), 0.5)
  const dx = half(predicted.x1, predicted.x2, target.x1, target.x2)
  const dy = half(predicted.y1, predicted.y2, target.y1, target.y2)
  const squaredX = tf.square(dx)
  const squaredY = tf.square(dy)
  const angle = tf.div(
    tf.mul(evenAbsolute(tf.mul(dx, dy)), 2),
    tf.maximum(tf.add(squaredX, squaredY), MIN_SQUARED_DISTANCE),
  )
  const pull = tf.sub(angle, 2)
  const distance = (squared: tf.Tensor, around: tf.Tensor) =>
    tf.neg(tf.expm1(tf.mul(pull, tf.div(squared, tf.add(tf.square(around), epsilon)))))
  const shape = (a: tf.Tensor, b: tf.Tensor) => {
    const longer = tf.maximum(evenMaximum(a, b), epsilon)
    return tf.square(tf.square(tf.expm1(tf.neg(tf.div(evenAbsolute(tf.sub(a, b)), longer)))))
  }
  const distanceCost = tf.add(distance(squaredX, enclosingWidth), distance(squaredY, enclosingHeight))
  const shapeCost = tf.add(shape(predicted.width, target.width), shape(predicted.height, target.height))
  return tf.add(iouDistance(overlap, epsilon), tf.mul(tf.add(distanceCost, shapeCost), 0.5))
}

/** SIoU as the training settings name it. */
export const siou: BoxLoss = {
  name: 'siou',
  space: 'corners',
  elements: (predicted, target) => siouLoss(predicted, target) as tf.Tensor1D,
}
