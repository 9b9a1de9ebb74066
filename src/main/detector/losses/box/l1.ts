import * as tf from '../../tf'
import type { BoxLoss } from '../types'
import { smoothL1 } from './smoothL1'

/**
 * Absolute difference |d|, d = predicted - target (torch `l1_loss`). Any shape; one value per coordinate, not reduced.
 * Gradient sign(d), 0 at d = 0; none reaches the target.
 */
export function l1Loss<T extends tf.Tensor>(predicted: T, target: T): T {
  return smoothL1(predicted, target, 0)
}

/** L1 over encoded box offsets, summed over dx, dy, dw, dh. */
export const l1: BoxLoss = {
  name: 'l1',
  space: 'offsets',
  elements: (predicted, target) => tf.sum(l1Loss(predicted, target), -1) as tf.Tensor1D,
}
