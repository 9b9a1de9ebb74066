import * as tf from '../tf'

/** A loss and its derivative with respect to the logits, computed together. */
export interface ValueAndSlope {
  /** The logits' shape, or that without its last axis. */
  value: tf.Tensor
  /** The logits' shape. */
  slope: tf.Tensor
}

/**
 * A loss whose gradient is written down instead of taken by the tape: `compute` returns the value and its slope, of which
 * only the slope is kept for the backward pass. Runs with any operation, also those that have no gradient in tfjs. No
 * gradient reaches what `compute` closes over.
 */
export function lossWithSlope(logits: tf.Tensor, compute: (logits: tf.Tensor) => ValueAndSlope): tf.Tensor {
  const loss = tf.customGrad((x, save) => {
    const { value, slope } = compute(x as tf.Tensor)
    // Closed over, a tensor made here would be gone when the gradient runs.
    ;(save as tf.GradSaveFunc)([slope])
    const isReduced = value.rank < slope.rank
    const gradFunc = (dy: tf.Tensor, [kept]: tf.Tensor[]) =>
      tf.mul(isReduced ? tf.expandDims(dy, -1) : dy, kept)
    return { value, gradFunc }
  })
  return loss(logits)
}

/** base^exponent for a base in [0, 1]; null where that is 1 throughout, which must not cost nor round anything. */
export function power(base: tf.Tensor, exponent: number | tf.Tensor): tf.Tensor | null {
  if (exponent === 0) return null
  if (exponent === 1) return base
  return exponent === 2 ? tf.square(base) : tf.pow(base, exponent)
}

/** Product of the factors that are there; null where none is. */
export function product(...factors: (tf.Tensor | null)[]): tf.Tensor | null {
  const present = factors.filter((factor) => factor !== null)
  return present.length === 0 ? null : present.reduce((a, b) => tf.mul(a, b))
}

/** Value and slope times a weight; as they are where there is none. */
export function weighted({ value, slope }: ValueAndSlope, weight: tf.Tensor | null): ValueAndSlope {
  return weight === null ? { value, slope } : { value: tf.mul(weight, value), slope: tf.mul(weight, slope) }
}
