import * as tf from '../tf'
import type { LossConfig, SoftmaxInput } from './types'

/** The label's column, and the others among themselves. */
export interface OthersAgainstLabel {
  /** One-hot of the labels, [R, C]. */
  labelled: tf.Tensor
  /** Logit of the label, [R, 1]. */
  correct: tf.Tensor
  /** How far the others are ahead, [R, 1]: m = logsumexp of z_j over j other than the label c, minus z_c. */
  margin: tf.Tensor
  /** dm/dz, [R, C]: the softmax over the others, and -1 at the label. */
  marginSlope: tf.Tensor
}

/**
 * Softmax seen as a sigmoid of the margin m: with p = softmax(z), log p_c = -softplus(m) and 1 - p_c = sigmoid(m), both exact
 * to rounding also where p_c is near 0 or 1. logits [R, C], C at least 2; labels [R] int32. Must run inside a tidy. Throws
 * a RangeError unless there are as many labels as rows.
 */
export function othersAgainstLabel(logits: tf.Tensor2D, labels: tf.Tensor1D): OthersAgainstLabel {
  const [numRows, numColumns] = logits.shape
  if (labels.shape[0] !== numRows) {
    throw new RangeError(`${labels.shape[0]} labels for ${numRows} rows of logits`)
  }
  const labelled = tf.oneHot(labels, numColumns, 1, 0, 'float32')
  const correct = tf.sum(tf.mul(labelled, logits), 1, true)
  const others = tf.add(logits, tf.mul(labelled, OUT_OF_THE_RACE))
  const highest = tf.max(others, 1, true)
  const powers = tf.exp(tf.sub(others, highest))
  const sum = tf.sum(powers, 1, true)
  const margin = tf.add(tf.sub(highest, correct), tf.log(sum))
  return { labelled, correct, margin, marginSlope: tf.sub(tf.div(powers, sum), labelled) }
}

/** Added to the label's logit: its power is 0 beside any other, and 0 times it is no NaN, as with -Infinity. */
const OUT_OF_THE_RACE = -1e30

/** Weight of each row, [R]: that of background rows times `softmax.backgroundWeight`; 0 for labels below 0. */
export function softmaxWeights({ labels, weights }: SoftmaxInput, config: LossConfig): tf.Tensor1D {
  const { backgroundWeight } = config.softmax
  const counted = tf.mul(weights, tf.cast(tf.greaterEqual(labels, 0), 'float32'))
  if (backgroundWeight === 1) return counted as tf.Tensor1D
  const isBackground = tf.cast(tf.equal(labels, 0), 'float32')
  return tf.mul(counted, tf.add(tf.mul(isBackground, backgroundWeight - 1), 1)) as tf.Tensor1D
}
