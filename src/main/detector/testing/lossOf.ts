import * as tf from '../tf'

/** Value of a loss of logits in rows, and the gradient of its sum. */
export function lossOf(loss: (logits: tf.Tensor2D) => tf.Tensor, logits: number[][]) {
  const x = tf.tensor2d(logits)
  return {
    value: [...loss(x).dataSync()],
    gradient: [
      ...tf
        .grad((input) => tf.sum(loss(input as tf.Tensor2D)))(x)
        .dataSync(),
    ],
  }
}

/** Whether numbers are those wanted, within the rounding of float32. */
export function isNear(actual: readonly number[], wanted: readonly number[]): boolean {
  return (
    actual.length === wanted.length &&
    actual.every((number, i) => Math.abs(number - wanted[i]) <= 1e-6 + 1e-5 * Math.abs(wanted[i]))
  )
}
