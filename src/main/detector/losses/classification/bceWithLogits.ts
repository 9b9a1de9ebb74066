import * as tf from '../../tf'
import { assertLossShapes, crossEntropySlope, logisticTerms } from '../logistic'
import type { ClassificationLoss, TargetKind } from '../types'

/**
 * Binary cross-entropy on logits (torch `binary_cross_entropy_with_logits`):
 *   BCE = -t log p - (1 - t) log(1 - p),  p = sigmoid(x),  computed as t softplus(-x) + (1 - t) softplus(x)
 * logits [..., K] raw scores; targets the same shape, in [0, 1]; weights broadcast to them. Returns one value per
 * logit; not reduced. Gradient p - t, finite for any finite x; none reaches targets and weights.
 */
export function bceWithLogits<T extends tf.Tensor>(
  logits: T,
  targets: T,
  options: { weights?: tf.Tensor | null; targetKind?: TargetKind } = {},
): T {
  const { weights = null, targetKind = 'soft' } = options
  assertLossShapes(logits, targets, weights)
  const crossEntropyLoss = tf.customGrad((x, save) => {
    const logit = x as tf.Tensor
    const saving = save as tf.GradSaveFunc
    const { crossEntropy, wrong } = logisticTerms(logit, targets, targetKind)
    saving([logit, targets, wrong, ...(weights === null ? [] : [weights])])
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
      tf.tidy(() => {
        const slope = crossEntropySlope(saved[0], saved[1], saved[2], targetKind)
        return tf.mul(dy, weights === null ? slope : tf.mul(saved[3], slope))
      })
    return { value: weights === null ? crossEntropy : tf.mul(weights, crossEntropy), gradFunc }
  })
  return crossEntropyLoss(logits) as T
}

/** Binary cross-entropy as the training settings name it. */
export const bce: ClassificationLoss = {
  name: 'bce',
  elements: ({ logits, targets, weights, targetKind }) =>
    bceWithLogits(logits, targets, { weights, targetKind }),
}
