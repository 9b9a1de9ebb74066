import * as tf from '../../tf'
import type { BoxLoss, LossConfig, LossMemory, SeenBoxes } from '../types'

/** Key of the running count of each bin, and of the weight that each bin has in this step. */
const COUNTS = 'ghmrCounts'
const WEIGHTS = 'ghmrWeights'

export interface GhmrOptions {
  /** Where the absolute difference turns into its square. */
  mu: number
  /** Weight of the differences in each bin of the gradient's norm, bins of equal width over [0, 1). */
  binWeights: readonly number[]
}

/**
 * GHM-R (Li et al. 2019, arXiv:1811.05181, Eq. 9 to 13): ASL1, a smooth L1 without a kink, weighed by how rare its
 * gradient's norm g is:
 *   ASL1 = sqrt(d^2 + mu^2) - mu,  g = |d| / sqrt(d^2 + mu^2),  loss = weight of g's bin * ASL1
 * Any shape; one value per coordinate, not reduced. No gradient runs through the weights, none reaches the target.
 */
export function ghmrLoss<T extends tf.Tensor>(predicted: T, target: T, { mu, binWeights }: GhmrOptions): T {
  const loss = tf.customGrad((x, save) => {
    const difference = tf.sub(x as tf.Tensor, target)
    const squared = tf.square(difference)
    const root = tf.sqrt(tf.add(squared, mu * mu))
    const slope = tf.div(difference, root)
    const bins = tf.minimum(tf.floor(tf.mul(tf.abs(slope), binWeights.length)), binWeights.length - 1)
    const weights = tf.gather(tf.tensor1d([...binWeights]), tf.cast(bins, 'int32'))
    // d^2 / (root + mu) is root - mu without the loss of digits at small d.
    const value = tf.mul(weights, tf.div(squared, tf.add(root, mu)))
    ;(save as tf.GradSaveFunc)([tf.mul(weights, slope)])
    return { value, gradFunc: (dy: tf.Tensor, [weighed]: tf.Tensor[]) => tf.mul(dy, weighed) }
  })
  return loss(predicted) as T
}

/**
 * Counts and weights of the bins in a step (Eq. 8 with the running count of section 3.4): for bin j with R_j of the
 * `total` coordinates
 *   count_j = momentum count_j + (1 - momentum) R_j,  weight_j = total / (count_j n),  n the number of bins in use
 * A bin that is empty in this step keeps its count, and its weight is 1.
 */
export function ghmrWeights(
  { predicted, target }: { predicted: ArrayLike<number>; target: ArrayLike<number> },
  countsBefore: readonly number[],
  { mu, bins, momentum }: LossConfig['ghmr'],
): { counts: number[]; weights: number[] } {
  const seen = new Array<number>(bins).fill(0)
  for (let i = 0; i < predicted.length; i++) {
    const difference = predicted[i] - target[i]
    const norm = Math.abs(difference) / Math.sqrt(difference * difference + mu * mu)
    seen[Math.min(bins - 1, Math.floor(norm * bins))]++
  }
  const counts = seen.map((count, j) =>
    count === 0 ? countsBefore[j] : momentum * countsBefore[j] + (1 - momentum) * count,
  )
  const inUse = seen.filter((count) => count > 0).length
  const weights = counts.map((count, j) => (seen[j] === 0 ? 1 : predicted.length / (count * inUse)))
  return { counts, weights }
}

/** GHM-R over encoded box offsets, summed over dx, dy, dw, dh; all weights are 1 before the first step was observed. */
export const ghmr: BoxLoss = {
  name: 'ghmr',
  space: 'offsets',
  observe: observeGhmr,
  gauges: (memory) =>
    Object.fromEntries((memory[COUNTS] ?? []).map((count, j) => [`GHM-R bin ${j + 1}`, count])),
  elements(predicted, target, config, memory) {
    const { mu, bins } = config.ghmr
    const binWeights = memory[WEIGHTS] ?? new Array<number>(bins).fill(1)
    return tf.sum(ghmrLoss(predicted, target, { mu, binWeights }), -1) as tf.Tensor1D
  },
}

function observeGhmr(seen: SeenBoxes, memory: LossMemory, { ghmr }: LossConfig): LossMemory {
  const kept = memory[COUNTS]
  const before = kept?.length === ghmr.bins ? kept : new Array<number>(ghmr.bins).fill(0)
  const { counts, weights } = ghmrWeights(seen, before, ghmr)
  return { ...memory, [COUNTS]: counts, [WEIGHTS]: weights }
}
