import * as tf from '../tf'
import type { TargetKind } from './types'

/**
 * What binary cross-entropy and focal loss share, for logits x and targets t: cross-entropy
 *   ce = -t log p - (1 - t) log(1 - p), p = sigmoid(x),
 * and the share that is still wrong, u = 1 - p_t = p (1 - t) + (1 - p) t. Neither logarithms of probabilities nor
 * differences of near-equal numbers occur, so both are exact to rounding for any finite x.
 */
export interface LogisticTerms {
  crossEntropy: tf.Tensor
  wrong: tf.Tensor
}

/** Terms of each element; must run inside a tidy. */
export function logisticTerms(logits: tf.Tensor, targets: tf.Tensor, kind: TargetKind): LogisticTerms {
  if (kind === 'hard') {
    const towardsWrong = tf.mul(logits, wrongSign(targets)) // -x where t = 1, x where t = 0
    return { crossEntropy: tf.softplus(towardsWrong), wrong: tf.sigmoid(towardsWrong) }
  }
  const opposite = tf.neg(logits)
  const rest = tf.sub(1, targets)
  return {
    crossEntropy: tf.add(tf.mul(targets, tf.softplus(opposite)), tf.mul(rest, tf.softplus(logits))),
    wrong: tf.add(tf.mul(rest, tf.sigmoid(logits)), tf.mul(targets, tf.sigmoid(opposite))),
  }
}

/** d ce / dx; must run inside a tidy. */
export function crossEntropySlope(
  logits: tf.Tensor,
  targets: tf.Tensor,
  wrong: tf.Tensor,
  kind: TargetKind,
): tf.Tensor {
  if (kind === 'hard') return tf.mul(wrong, wrongSign(targets))
  const rest = tf.sub(1, targets)
  return tf.sub(tf.mul(rest, tf.sigmoid(logits)), tf.mul(targets, tf.sigmoid(tf.neg(logits))))
}

/** 1 - 2t: the direction of x in which the loss grows. */
export function wrongSign(targets: tf.Tensor): tf.Tensor {
  return tf.sub(1, tf.add(targets, targets))
}

/** sigmoid(x) of one number. */
export function sigmoidAt(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** Throws where targets do not have the logits' shape or weights do not broadcast to it. */
export function assertLossShapes(logits: tf.Tensor, targets: tf.Tensor, weights: tf.Tensor | null): void {
  if (logits.shape.join() !== targets.shape.join()) {
    throw new RangeError(`logits [${logits.shape}] and targets [${targets.shape}] differ in shape`)
  }
  if (weights === null) return
  const offset = logits.rank - weights.rank
  const fits =
    offset >= 0 && weights.shape.every((size, i) => size === 1 || size === logits.shape[i + offset])
  if (!fits) throw new RangeError(`weights [${weights.shape}] do not broadcast to [${logits.shape}]`)
}
