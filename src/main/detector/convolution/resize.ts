import * as tf from '../tf'
import { attribute, isTensorFlow, run } from './native'

/**
 * Bilinear resizing with half-pixel centres. tfjs's own gradient forgets the half pixel, hence one of our own.
 * x [B, H, W, C] -> [B, height, width, C].
 */
export function resizeBilinear(x: tf.Tensor4D, height: number, width: number): tf.Tensor4D {
  const gradient = tf.customGrad((...args) => {
    const [input, save] = args as unknown as [tf.Tensor4D, tf.GradSaveFunc]
    save([input])
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor =>
      isTensorFlow()
        ? run('ResizeBilinearGrad', resizeAttributes(), [dy, saved[0] as tf.Tensor])
        : portableGradient(dy as tf.Tensor4D, (saved[0] as tf.Tensor4D).shape)
    return { value: forward(input, height, width), gradFunc }
  })
  return gradient(x) as tf.Tensor4D
}

function forward(x: tf.Tensor4D, height: number, width: number): tf.Tensor4D {
  if (!isTensorFlow()) return tf.image.resizeBilinear(x, [height, width], false, true)
  return run('ResizeBilinear', resizeAttributes(), [x, tf.tensor1d([height, width], 'int32')])
}

function resizeAttributes() {
  return [
    attribute.float32(),
    attribute.bool('align_corners', false),
    attribute.bool('half_pixel_centers', true),
  ]
}

/** Resizing is linear in both directions: y = R x C^T, so dx = R^T dy C. dy [B, h, w, C] -> [B, H, W, C]. */
function portableGradient(dy: tf.Tensor4D, shape: [number, number, number, number]): tf.Tensor4D {
  const [batch, rows, columns, channels] = shape
  const [, height, width] = dy.shape
  const overRows = tf.reshape(dy, [batch, height, width * channels])
  const rowMatrix = tf.tensor3d(interpolationMatrix(rows, height), [1, height, rows])
  const rowsDone = tf.matMul(tf.tile(rowMatrix, [batch, 1, 1]), overRows, true) // [B, H, w * C]
  const overColumns = tf.reshape(rowsDone, [batch * rows, width, channels])
  const columnMatrix = tf.tensor3d(interpolationMatrix(columns, width), [1, width, columns])
  const done = tf.matMul(tf.tile(columnMatrix, [batch * rows, 1, 1]), overColumns, true) // [B * H, W, C]
  return tf.reshape(done, [batch, rows, columns, channels])
}

/** Weight of each of `from` samples in each of `to` resized ones, row by row of the result: [to, from]. */
export function interpolationMatrix(from: number, to: number): Float32Array {
  const matrix = new Float32Array(to * from)
  for (let i = 0; i < to; i++) {
    const centre = Math.max(0, ((i + 0.5) * from) / to - 0.5)
    const low = Math.min(from - 1, Math.floor(centre))
    const high = Math.min(from - 1, low + 1)
    const share = centre - low
    matrix[i * from + low] += 1 - share
    matrix[i * from + high] += share
  }
  return matrix
}
