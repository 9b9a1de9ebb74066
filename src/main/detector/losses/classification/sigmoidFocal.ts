import * as tf from '../../tf'
import { assertLossShapes, crossEntropySlope, logisticTerms, wrongSign } from '../logistic'
import type { ClassificationLoss, TargetKind } from '../types'

export interface SigmoidFocalOptions {
  /** Weight of objects, 1 - alpha that of background; null: both 1. */
  alpha: number | null
  /** Focusing, >= 0; 0 is (alpha-weighted) binary cross-entropy. */
  gamma: number
  weights?: tf.Tensor | null
  targetKind?: TargetKind
}

/**
 * Sigmoid focal loss (Lin et al. 2017, arXiv:1708.02002, Eq. 5):
 *   FL = -alpha_t (1 - p_t)^gamma log p_t,  p_t = p t + (1 - p)(1 - t),  alpha_t = alpha t + (1 - alpha)(1 - t)
 * logits [..., K] raw scores; targets the same shape, in [0, 1] (soft ones as torchvision takes them, with
 * cross-entropy in place of -log p_t). Returns one value per logit; not reduced.
 *
 * With u = 1 - p_t and ce = cross-entropy: FL = w alpha_t u^gamma ce, and the analytic gradient
 *   dFL/dx = w alpha_t u^gamma (d ce/dx + gamma ce (du/dx) / u),  (du/dx) / u = p (1 - p)(1 - 2t) / u, at most 1,
 * never divides by a vanishing u: finite for any finite x and gamma, where autodiff of the plain form turns NaN
 * at p_t = 1. No gradient reaches targets and weights.
 */
export function sigmoidFocal<T extends tf.Tensor>(logits: T, targets: T, options: SigmoidFocalOptions): T {
  const { alpha, gamma, weights = null, targetKind = 'soft' } = options
  assertLossShapes(logits, targets, weights)
  if (!(gamma >= 0)) throw new RangeError(`gamma must be at least 0, not ${gamma}`)
  const focal = tf.customGrad((x, save) => {
    const logit = x as tf.Tensor
    const saving = save as tf.GradSaveFunc
    const { crossEntropy, wrong } = logisticTerms(logit, targets, targetKind)
    const weight = elementWeights(targets, alpha, weights)
    const modulator = focus(wrong, gamma)
    const scale = modulator === null ? weight : weight === null ? modulator : tf.mul(weight, modulator)
    // Targets are saved too: made inside the differentiated function, they would be gone when the gradient runs.
    saving([logit, targets, wrong, crossEntropy, ...(scale === null ? [] : [scale])])
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
      tf.tidy(() => {
        const slope = focalSlope(saved, gamma, targetKind)
        return scale === null ? tf.mul(dy, slope) : tf.mul(dy, tf.mul(saved[4], slope))
      })
    return { value: scale === null ? crossEntropy : tf.mul(scale, crossEntropy), gradFunc }
  })
  return focal(logits) as T
}

/** Focal loss as the training settings name it. */
export const focal: ClassificationLoss = {
  name: 'focal',
  elements: ({ logits, targets, weights, targetKind }, config) =>
    sigmoidFocal(logits, targets, { ...config.focal, weights, targetKind }),
}

/** d ce/dx + gamma ce (du/dx) / u from the saved x, t, u and ce. */
function focalSlope(
  [logit, targets, wrong, crossEntropy]: tf.Tensor[],
  gamma: number,
  kind: TargetKind,
): tf.Tensor {
  if (gamma === 0) return crossEntropySlope(logit, targets, wrong, kind)
  const pull = tf.mul(crossEntropy, gamma)
  if (kind === 'hard') {
    // u is sigmoid(-+x) itself, so (du/dx) / u = +-(1 - u).
    return tf.mul(wrongSign(targets), tf.add(wrong, tf.mul(pull, tf.sub(1, wrong))))
  }
  const spread = tf.mul(tf.sigmoid(logit), tf.sigmoid(tf.neg(logit))) // p (1 - p)
  const relative = tf.divNoNan(tf.mul(spread, wrongSign(targets)), wrong)
  return tf.add(crossEntropySlope(logit, targets, wrong, kind), tf.mul(pull, relative))
}

/** u^gamma; null for gamma 0, which must not cost nor round anything. */
function focus(wrong: tf.Tensor, gamma: number): tf.Tensor | null {
  if (gamma === 0) return null
  if (gamma === 1) return wrong
  return gamma === 2 ? tf.square(wrong) : tf.pow(wrong, gamma)
}

/** weights times alpha_t; null where both are 1 throughout. */
function elementWeights(
  targets: tf.Tensor,
  alpha: number | null,
  weights: tf.Tensor | null,
): tf.Tensor | null {
  if (alpha === null) return weights
  const balance = tf.add(tf.mul(targets, 2 * alpha - 1), 1 - alpha)
  return weights === null ? balance : tf.mul(balance, weights)
}
