import { attribute, runInPlace } from '../../../detector/convolution/native'
import * as tf from '../../../detector/tf'
import type { UpdateRule } from './types'

/** As TensorFlow sees them, in 32 bits: the corrections must undo exactly these. */
const BETA1 = Math.fround(0.9)
const BETA2 = Math.fround(0.999)
const EPSILON = 1e-8

/**
 * AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101, Algorithm 2), as torch.optim.AdamW:
 *   theta <- (1 - rate decay) theta
 *   m <- b1 m + (1 - b1) g,  v <- b2 v + (1 - b2) g^2
 *   theta <- theta - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps)
 * t counts the parameter's own updates. TensorFlow's ApplyAdam adds its epsilon to sqrt(v), so it is given
 * eps sqrt(1 - b2^t) and the corrected rate.
 */
export const adamw: UpdateRule = {
  name: 'adamw',
  moments: ['moment1', 'moment2'],
  moveBy({ rate, weightDecay, count }) {
    const correction2 = Math.sqrt(1 - BETA2 ** count)
    const attributes = [
      attribute.float32(),
      attribute.bool('use_locking', false),
      attribute.bool('use_nesterov', false),
    ]
    const shrink = tf.scalar(1 - rate * weightDecay)
    const none = tf.scalar(0)
    const stepSize = tf.scalar((rate * correction2) / (1 - BETA1 ** count))
    const [beta1, beta2, epsilon] = [BETA1, BETA2, EPSILON * correction2].map((x) => tf.scalar(x)) as [
      tf.Scalar,
      tf.Scalar,
      tf.Scalar,
    ]
    return (value, [moment1, moment2], gradient) => {
      if (weightDecay > 0) {
        const shrunk = tf.mul(value.read(), shrink)
        value.assign(shrunk)
        // With no other reader the update needs no copy.
        shrunk.dispose()
      }
      const moments = [moment1?.handle, moment2?.handle] as [tf.Tensor, tf.Tensor]
      runInPlace('ResourceApplyAdam', attributes, [
        value.handle,
        ...moments,
        none,
        none,
        stepSize,
        beta1,
        beta2,
        epsilon,
        gradient,
      ])
    }
  },
}
