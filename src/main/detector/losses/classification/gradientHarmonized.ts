import * as tf from '../../tf'
import { assertLossShapes, crossEntropySlope, logisticTerms, sigmoidAt } from '../logistic'
import { lossWithSlope, product, weighted } from '../slope'
import type { LossMemory, SeenClassification, SigmoidLoss, TargetKind } from '../types'

/**
 * Gradient harmonised classification loss, GHM-C (Li et al. 2019, arXiv:1811.05181, Eq. 8 to 10):
 *   g = |p - t|, the size of the gradient; M bins of g over [0, 1]; S_j <- momentum S_j + (1 - momentum) R_j
 *   L = sum_i BCE_i / (S_b(i) n),  R_j elements of this step in bin j, n bins that are not empty
 * so that crowded gradients, mostly those of easy background, count as little as rare ones. A bin keeps its S in a step
 * in which it is empty (as in mmdet). Memory: `density` [M] = S; `factors` [M] = max(1, P) / (S_j n) of this step, P its
 * positives: the multibox loss divides a sum by the positives, and only so is L what is left of it.
 *
 * Values are factors_b(i) BCE_i, one per logit; without memory plain BCE. Anchors of weight 0 are not counted. The factor
 * is a constant to the gradient, which is finite for any finite x.
 */
export const ghmc: SigmoidLoss = {
  name: 'ghmc',
  scoring: 'sigmoid',
  targets: 'labels',
  observe: (seen, memory, config) => {
    const { bins, momentum } = config.ghmc
    const counts = countGradients(seen, bins)
    const density = counts.map((count, bin) => {
      const before = memory.density?.[bin] ?? 0
      return count === 0 ? before : momentum * before + (1 - momentum) * count
    })
    const numFilled = counts.filter((count) => count > 0).length
    const scale = Math.max(1, seen.positives.length) / Math.max(1, numFilled)
    return { density, factors: density.map((elements) => (elements > 0 ? scale / elements : 0)) }
  },
  gauges: (memory) => ({ ghmcFilledBins: (memory.density ?? []).filter((elements) => elements > 0).length }),
  elements: ({ logits, targets, weights, targetKind }, _config, memory) =>
    harmonizedCrossEntropy(logits, targets, { factors: factorsOf(memory), weights, targetKind }),
}

/**
 * BCE times the factor of the bin that |p - t| lies in: factors [M] over [0, 1]. logits [..., K], targets the same shape;
 * weights broadcast to them. Returns one value per logit; throws a RangeError for shapes that do not fit.
 */
export function harmonizedCrossEntropy<T extends tf.Tensor>(
  logits: T,
  targets: T,
  options: { factors: readonly number[]; weights?: tf.Tensor | null; targetKind?: TargetKind },
): T {
  const { factors, weights = null, targetKind = 'soft' } = options
  assertLossShapes(logits, targets, weights)
  return lossWithSlope(logits, (x) => {
    const { crossEntropy, wrong } = logisticTerms(x, targets, targetKind)
    const slope = crossEntropySlope(x, targets, wrong, targetKind)
    const size = targetKind === 'hard' ? wrong : tf.abs(slope)
    const bins = tf.minimum(tf.floor(tf.mul(size, factors.length)), factors.length - 1)
    const factor = tf.gather(tf.tensor1d([...factors], 'float32'), tf.cast(bins, 'int32'))
    return weighted({ value: crossEntropy, slope }, product(weights, factor))
  }) as T
}

function factorsOf(memory: LossMemory): readonly number[] {
  return memory.factors ?? [1]
}

/** Elements in each bin of |p - t|, all of the anchors that count. */
function countGradients(
  { logits, numColumns, positives, positiveClasses, rowWeights }: SeenClassification,
  numBins: number,
): number[] {
  const counts = new Array<number>(numBins).fill(0)
  const binOf = (size: number) => Math.min(Math.floor(size * numBins), numBins - 1)
  // Most elements are background in the first bin: those need no exponential.
  const endOfFirst = -Math.log(numBins - 1)
  for (let row = 0, i = 0; row < rowWeights.length; row++) {
    const end = i + numColumns
    if (rowWeights[row] === 0) i = end
    for (; i < end; i++) counts[logits[i] < endOfFirst ? 0 : binOf(sigmoidAt(logits[i]))]++
  }
  for (let n = 0; n < positives.length; n++) {
    if (rowWeights[positives[n]] === 0) continue
    const logit = logits[positives[n] * numColumns + positiveClasses[n]]
    counts[logit < endOfFirst ? 0 : binOf(sigmoidAt(logit))]--
    counts[binOf(sigmoidAt(-logit))]++
  }
  return counts
}
