import * as tf from '../../tf'
import { product } from '../slope'
import type { LossConfig, LossMemory, SeenClassification, SigmoidLoss } from '../types'
import { sigmoidFocal } from './sigmoidFocal'

/**
 * Equalised focal loss (Li et al. 2022, arXiv:2201.02593, Eq. 4 to 6), for classes of very different size:
 *   EFL = sum_j (gamma_j / gamma_b) FL(x_j; gamma_j),  gamma_j = gamma_b + s (1 - g_j)
 *   g_j = (sum of |dEFL/dx_j| over positives) / (the same over negatives), within [0, 1], over all steps so far
 * gamma_b and s are `gamma` and `scale` of the settings, alpha that of the focal loss. A class whose objects are drowned by
 * its background (g_j near 0) is focused more, and the factor gives back the weight that the focus takes. g_j is 1 before
 * anything was seen; at gamma_b 0 the factor, which would be infinite, is left out. With s = 0 this is focal loss.
 * Memory: `positive` [K] and `negative` [K] sums; `gammas` [K] of this step, from the sums before it. Gammas are
 * constants to the gradient. Values, gradient and errors are those of `sigmoidFocal`.
 */
export const efl: SigmoidLoss = {
  name: 'efl',
  scoring: 'sigmoid',
  targets: 'labels',
  observe: (seen, memory, config) => {
    const gammas = nextGammas(memory, seen.numColumns, config)
    const { positive, negative } = slopeSums(seen, gammas, config)
    const add = (sums: number[], before: readonly number[] = []) =>
      sums.map((sum, j) => sum + (before[j] ?? 0))
    return { positive: add(positive, memory.positive), negative: add(negative, memory.negative), gammas }
  },
  gauges: (memory): Record<string, number> => {
    const gammas = memory.gammas ?? []
    if (gammas.length === 0) return {}
    return { eflGammaMin: Math.min(...gammas), eflGammaMax: Math.max(...gammas) }
  },
  elements: ({ logits, targets, weights, targetKind }, config, memory) => {
    const numClasses = logits.shape[logits.rank - 1]
    const gammas = memory.gammas ?? nextGammas({}, numClasses, config)
    const factors = gammas.map((gamma) => factorOf(gamma, config))
    const isFocal = factors.every((factor, j) => factor === 1 && gammas[j] === gammas[0])
    return sigmoidFocal(logits, targets, {
      alpha: config.focal.alpha,
      gamma: isFocal ? gammas[0] : tf.tensor1d([...gammas]),
      weights: isFocal ? weights : product(weights, tf.tensor1d(factors)),
      targetKind,
    })
  },
}

function nextGammas(memory: LossMemory, numClasses: number, { efl: { gamma, scale } }: LossConfig): number[] {
  return Array.from({ length: numClasses }, (_, j) => {
    const negative = memory.negative?.[j] ?? 0
    const share = negative > 0 ? Math.min(1, (memory.positive?.[j] ?? 0) / negative) : 1
    return gamma + scale * (1 - share)
  })
}

function factorOf(gamma: number, { efl }: LossConfig): number {
  return efl.gamma === 0 ? 1 : gamma / efl.gamma
}

/** Sums of |dEFL/dx| by class over the positive elements and over the others. */
function slopeSums(
  { logits, numColumns, positives, positiveClasses, rowWeights }: SeenClassification,
  gammas: readonly number[],
  config: LossConfig,
) {
  const { alpha } = config.focal
  const factors = gammas.map((gamma) => factorOf(gamma, config))
  const ends = gammas.map((gamma) => LOG_NOTHING / (gamma + 1))
  const positive = new Array<number>(numColumns).fill(0)
  const negative = new Array<number>(numColumns).fill(0)
  for (let row = 0, i = 0; row < rowWeights.length; row++) {
    const weight = rowWeights[row]
    for (let j = 0; j < numColumns; j++, i++) {
      if (weight !== 0 && logits[i] > ends[j]) negative[j] += weight * steepness(logits[i], gammas[j])
    }
  }
  for (let n = 0; n < positives.length; n++) {
    const weight = rowWeights[positives[n]]
    const j = positiveClasses[n]
    const logit = logits[positives[n] * numColumns + j]
    if (weight === 0) continue
    if (logit > ends[j]) negative[j] -= weight * steepness(logit, gammas[j])
    positive[j] += weight * steepness(-logit, gammas[j])
  }
  return {
    positive: positive.map((sum, j) => (alpha ?? 1) * factors[j] * sum),
    negative: negative.map((sum, j) => Math.max(0, (1 - (alpha ?? 0)) * factors[j] * sum)),
  }
}

/** Below this logarithm of its slope (about gamma + 1 times the logit) an element adds nothing, and costs nothing. */
const LOG_NOTHING = -30

/** |dFL/dx| of a label that is missed by x: u^gamma (u + gamma (1 - u) softplus(x)), u = sigmoid(x), ln u = x - softplus(x). */
function steepness(x: number, gamma: number): number {
  const crossEntropy = x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))
  const wrong = Math.exp(x - crossEntropy)
  const focus = gamma === 0 ? 1 : Math.exp(gamma * (x - crossEntropy))
  return focus * (wrong + gamma * (1 - wrong) * crossEntropy)
}
