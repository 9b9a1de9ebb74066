import * as tf from '../tf'

/** The same values, cut off from the gradient. */
export function stopGradient<T extends tf.Tensor>(x: T): T {
  const stop = tf.customGrad((input) => ({
    value: tf.clone(input as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
  }))
  return stop(x) as T
}

/**
 * The sum of all elements. tfjs's own gradient of a sum uploads a list of ones as long as the tensor; this one fills it
 * on the device.
 */
export function sumAll(x: tf.Tensor): tf.Scalar {
  const { shape } = x
  const sum = tf.customGrad((input) => ({
    value: tf.sum(input as tf.Tensor),
    gradFunc: (dy: tf.Tensor) =>
      tf.tidy(() =>
        tf.tile(
          tf.reshape(
            dy,
            shape.map(() => 1),
          ),
          [...shape],
        ),
      ),
  }))
  return sum(x) as tf.Scalar
}

/**
 * Rows of a table [R, W] by index -> [P, W]. The gradient goes back in one ScatterNd; tfjs's own gather sorts and
 * sums by segments.
 */
export function gatherRows(table: tf.Tensor2D, rows: Int32Array): tf.Tensor2D {
  const { shape } = table
  const gather = tf.customGrad((input) => ({
    value: tf.gather(input as tf.Tensor2D, tf.tensor1d(rows, 'int32')),
    gradFunc: (dy: tf.Tensor) =>
      tf.tidy(() => tf.scatterND(tf.tensor2d(rows, [rows.length, 1], 'int32'), dy, shape)),
  }))
  return gather(table) as tf.Tensor2D
}
