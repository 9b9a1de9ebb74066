import * as tf from '../../tf'

/**
 * Element-wise maximum whose gradient is shared half and half where both sides are equal, as in torch; tfjs gives all of
 * it to the first. Boxes that fit exactly stand on such ties.
 */
export function evenMaximum<T extends tf.Tensor>(a: T, b: T): T {
  return evenExtreme(a, b, 1)
}

/** Element-wise minimum with the same even gradient. */
export function evenMinimum<T extends tf.Tensor>(a: T, b: T): T {
  return evenExtreme(a, b, -1)
}

function evenExtreme<T extends tf.Tensor>(a: T, b: T, direction: 1 | -1): T {
  const extreme = tf.customGrad((x, y, save) => {
    const [left, right] = [x as tf.Tensor, y as tf.Tensor]
    ;(save as tf.GradSaveFunc)([left, right])
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      // sign is 1, 0 or -1: shares 1, 1/2 or 0 of the gradient for the first side.
      const share = tf.tidy(() => tf.add(tf.mul(tf.sign(tf.sub(saved[0], saved[1])), direction / 2), 0.5))
      return [tf.mul(dy, share), tf.mul(dy, tf.sub(1, share))]
    }
    return { value: direction === 1 ? tf.maximum(left, right) : tf.minimum(left, right), gradFunc }
  })
  return extreme(a, b) as T
}

/** Absolute value whose gradient at 0 is 0, as in torch; tfjs has -1 there. */
export function evenAbsolute<T extends tf.Tensor>(a: T): T {
  const absolute = tf.customGrad((x, save) => {
    ;(save as tf.GradSaveFunc)([x as tf.Tensor])
    const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.tidy(() => tf.mul(dy, tf.sign(saved)))
    return { value: tf.abs(x as tf.Tensor), gradFunc }
  })
  return absolute(a) as T
}
