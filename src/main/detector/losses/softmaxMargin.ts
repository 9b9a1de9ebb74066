import * as tf from '../tf'
import { lossWithSlope } from './slope'
import type { LossConfig, SoftmaxInput } from './types'

/**
 * How far the other classes are ahead of the label, [R]:
 *   m = logsumexp of z_j over j other than c, minus z_c
 * logits [R, C], C at least 2; labels [R] int32. Softmax seen so is a sigmoid: with p = softmax(z), log p_c =
 * -softplus(m) and 1 - p_c = sigmoid(m), both exact to rounding also where p_c is near 0 or 1. Gradient: the softmax over
 * the other classes, and -1 at c. Throws a RangeError unless there are as many labels as rows.
 */
export function labelMargin(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  return lossWithSlope(logits, (x) => {
    const { labelled, margin, shares } = othersAgainstLabel(x as tf.Tensor2D, labels)
    return { value: tf.squeeze(margin, [1]), slope: tf.sub(shares, labelled) }
  }) as tf.Tensor1D
}

/** The label's column, and the others among themselves; must run inside a tidy. */
export interface OthersAgainstLabel {
  /** One-hot of the labels, [R, C]. */
  labelled: tf.Tensor
  /** Logit of the label, [R, 1]. */
  correct: tf.Tensor
  /** m of `labelMargin`, [R, 1]. */
  margin: tf.Tensor
  /** Softmax over the classes other than the label, 0 at the label, [R, C]. */
  shares: tf.Tensor
}

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
  return { labelled, correct, margin, shares: tf.div(powers, sum) }
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
