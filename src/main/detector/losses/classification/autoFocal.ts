import { sigmoidAt } from '../logistic'
import type { LossConfig, LossMemory, SeenClassification, SigmoidLoss } from '../types'
import { sigmoidFocal } from './sigmoidFocal'

/**
 * AutoFocal loss (Weber et al. 2019, arXiv:1904.09048): focal loss whose gamma follows how far the training has come,
 *   gamma = -ln p^ within [0, gammaMax],  p^ = running average of the mean p_t over the positives
 * (decay of the average and gammaMax from the settings; alpha that of the focal loss). Memory: `probability` [1]; p^ starts
 * as the first mean seen and stays where a batch has no positives. Before any positive gamma is gammaMax, as for p^ = 0.
 * Values, gradient and errors are those of `sigmoidFocal`; gamma is a constant to the gradient.
 */
export const autoFocal: SigmoidLoss = {
  name: 'autoFocal',
  scoring: 'sigmoid',
  targets: 'labels',
  observe: (seen, memory, config) => {
    const mean = meanProbability(seen)
    if (mean === null) return memory
    const [previous = mean] = memory.probability ?? []
    const { decay } = config.autoFocal
    return { probability: [decay * previous + (1 - decay) * mean] }
  },
  gauges: (memory, config) => ({ gamma: autoGamma(memory, config) }),
  elements: ({ logits, targets, weights, targetKind, alphas }, config, memory) =>
    sigmoidFocal(logits, targets, {
      alpha: alphas ?? config.focal.alpha,
      gamma: autoGamma(memory, config),
      weights,
      targetKind,
    }),
}

function autoGamma(memory: LossMemory, config: LossConfig): number {
  const [probability = 0] = memory.probability ?? []
  return Math.min(Math.max(-Math.log(probability), 0), config.autoFocal.gammaMax)
}

/** Mean p_t of the positives that count; null without any. */
function meanProbability({ logits, numColumns, positives, positiveClasses, rowWeights }: SeenClassification) {
  let sum = 0
  let count = 0
  for (let i = 0; i < positives.length; i++) {
    if (rowWeights[positives[i]] === 0) continue
    sum += sigmoidAt(logits[positives[i] * numColumns + positiveClasses[i]])
    count++
  }
  return count === 0 ? null : sum / count
}
