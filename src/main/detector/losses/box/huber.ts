import * as tf from '../../tf'
import type { BoxLoss } from '../types'
import { smoothL1 } from './smoothL1'

/**
 * Huber loss (Huber 1964, Annals of Mathematical Statistics 35, Eq. 2.2; torch `huber_loss`):
 *   d^2 / 2 where |d| <= delta, else delta (|d| - delta / 2),  d = predicted - target
 * It is delta times smooth L1 with beta = delta. Any shape; one value per coordinate, not reduced. Gradient d cut to
 * [-delta, delta]; none reaches the target. Throws a RangeError unless delta > 0.
 */
export function huberLoss<T extends tf.Tensor>(predicted: T, target: T, delta: number): T {
  if (!(delta > 0)) throw new RangeError(`delta must be above 0, not ${delta}`)
  return tf.mul(smoothL1(predicted, target, delta), delta) as T
}

/** Huber loss over encoded box offsets, summed over dx, dy, dw, dh. */
export const huber: BoxLoss = {
  name: 'huber',
  space: 'offsets',
  elements: (predicted, target, config) =>
    tf.sum(huberLoss(predicted, target, config.huber.delta), -1) as tf.Tensor1D,
}
