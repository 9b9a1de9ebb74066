import type { Reduction } from '../../../shared/training/config/loss'
import * as tf from '../tf'
import { sumAll } from './gradients'

/**
 * Reduces element losses: none as they are; sum; mean over all elements (parity with other programs: over a batch of
 * anchors it drowns the few objects); normalized: the sum over max(1, normalizer), normalizer the number of positives.
 */
export function reduceLoss(elements: tf.Tensor, reduction: Reduction, normalizer = 1): tf.Tensor {
  switch (reduction) {
    case 'none':
      return elements
    case 'sum':
      return sumAll(elements)
    case 'mean':
      return elements.size === 0 ? sumAll(elements) : tf.div(sumAll(elements), elements.size)
    case 'normalized':
      return tf.div(sumAll(elements), Math.max(1, normalizer))
  }
}

/** torch's mean of a class-weighted loss: the sum over the sum of the weights of the samples. */
export function weightedMean(elements: tf.Tensor, sampleWeights: tf.Tensor): tf.Scalar {
  return tf.div(sumAll(elements), tf.sum(sampleWeights)) as tf.Scalar
}
