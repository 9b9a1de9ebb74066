import * as tf from '../../tf'
import type { BoxLoss } from '../types'

/**
 * Smooth L1 (Girshick 2015, arXiv:1504.08083, Eq. 3; with beta as in torch `smooth_l1_loss`):
 *   d^2 / (2 beta) where |d| < beta, else |d| - beta / 2,  d = predicted - target;  beta 0: |d|
 * Any shape; returns one value per coordinate, not reduced. Gradient d / beta cut to [-1, 1]; none reaches the target.
 */
export function smoothL1<T extends tf.Tensor>(predicted: T, target: T, beta: number): T {
  if (!(beta >= 0)) throw new RangeError(`beta must be at least 0, not ${beta}`)
  const loss = tf.customGrad((x, save) => {
    const difference = tf.sub(x as tf.Tensor, target)
    ;(save as tf.GradSaveFunc)([difference])
    const gradFunc = (dy: tf.Tensor, [d]: tf.Tensor[]) =>
      tf.tidy(() => tf.mul(dy, beta === 0 ? tf.sign(d) : tf.clipByValue(tf.div(d, beta), -1, 1)))
    return { value: smoothAbsolute(difference, beta), gradFunc }
  })
  return loss(predicted) as T
}

/** Smooth L1 over encoded box offsets, summed over dx, dy, dw, dh. */
export const smoothL1Loss: BoxLoss = {
  name: 'smoothL1',
  space: 'offsets',
  elements: (predicted, target, config) =>
    tf.sum(smoothL1(predicted, target, config.smoothL1.beta), -1) as tf.Tensor1D,
}

function smoothAbsolute(difference: tf.Tensor, beta: number): tf.Tensor {
  const absolute = tf.abs(difference)
  if (beta === 0) return absolute
  // With c = min(|d|, beta) both branches are c (|d| - c / 2) / beta.
  const cut = tf.minimum(absolute, beta)
  return tf.div(tf.mul(cut, tf.sub(absolute, tf.mul(cut, 0.5))), beta)
}
