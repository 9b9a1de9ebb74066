import * as tf from '../../tf'
import type { BoxLoss } from '../types'

/**
 * Squared difference d^2, d = predicted - target (torch `mse_loss`). Any shape; one value per coordinate, not reduced.
 * Gradient 2 d; none reaches the target. An outlier pulls in proportion to its distance: see huber.ts.
 */
export function mseLoss<T extends tf.Tensor>(predicted: T, target: T): T {
  const loss = tf.customGrad((x, save) => {
    const difference = tf.sub(x as tf.Tensor, target)
    ;(save as tf.GradSaveFunc)([difference])
    const gradFunc = (dy: tf.Tensor, [d]: tf.Tensor[]) => tf.tidy(() => tf.mul(dy, tf.mul(d, 2)))
    return { value: tf.square(difference), gradFunc }
  })
  return loss(predicted) as T
}

/** Squared error over encoded box offsets, summed over dx, dy, dw, dh. */
export const mse: BoxLoss = {
  name: 'mse',
  space: 'offsets',
  elements: (predicted, target) => tf.sum(mseLoss(predicted, target), -1) as tf.Tensor1D,
}
