import * as tf from '../../tf'
import { sumAll } from '../gradients'
import { logisticTerms } from '../logistic'
import type { ClassificationInput } from '../types'

/** Keeps the logarithm finite where an element is right beyond float32; its loss is 0 there. */
const SMALLEST = 1e-30

/**
 * Slopes of a sum of focal losses FL = w alpha_t u^gamma ce by gamma and by alpha, from its elements:
 *   dFL/dgamma = FL ln u,  dFL/dalpha = FL (2t - 1) / alpha_t
 * `alpha` null: slope 0. `isCommon` [K]: 0 for classes that have an alpha of their own, which does not move.
 * Returns [gamma, alpha].
 */
export function focusSlopes(
  elements: tf.Tensor,
  { logits, targets, targetKind }: ClassificationInput,
  alpha: number | null,
  isCommon: readonly number[],
): [tf.Scalar, tf.Scalar] {
  const { wrong } = logisticTerms(logits, targets, targetKind)
  const byGamma = sumAll(tf.mul(elements, tf.log(tf.maximum(wrong, SMALLEST))))
  if (alpha === null) return [byGamma, tf.scalar(0)]
  const alphaWeights = tf.add(tf.mul(targets, 2 * alpha - 1), 1 - alpha)
  const direction = tf.mul(tf.sub(tf.add(targets, targets), 1), tf.tensor1d([...isCommon]))
  return [byGamma, sumAll(tf.div(tf.mul(elements, direction), alphaWeights))]
}
