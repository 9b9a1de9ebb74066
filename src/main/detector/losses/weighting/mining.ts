import { highestIndices } from './highest'
import type { Weighting } from './types'

/**
 * Hard negative mining (SSD, Liu et al. 2016, arXiv:1512.02325, section 2.2): of each picture's background only the
 *   k = max(negPosRatio * positives, minNegatives)
 * anchors with the highest cross-entropy count (ties: the lower index); all others weigh 0. The floor teaches from
 * pictures without objects, which count for nothing in SSD. Ignored anchors are never chosen. With sigmoids an
 * anchor's cross-entropy is the sum over its classes. Hard-negative marks keep their weight where they are chosen.
 */
export const mining: Weighting = {
  name: 'mining',
  isOn: ({ hardSamples }) => hardSamples.kind === 'mining',
  apply({ anchors }, { config, targets, seen }) {
    const { negPosRatio, minNegatives } = config.hardSamples
    const { batchSize, numAnchors, positives, positivesPerImage } = targets
    const losses = seen.crossEntropy()
    const isPositive = new Uint8Array(batchSize * numAnchors)
    for (const row of positives) isPositive[row] = 1
    for (let b = 0; b < batchSize; b++) {
      const negatives: number[] = []
      for (let row = b * numAnchors; row < (b + 1) * numAnchors; row++) {
        if (isPositive[row] === 0 && anchors[row] > 0) negatives.push(row)
      }
      const count = Math.max(Math.floor(negPosRatio * positivesPerImage[b]), minNegatives)
      const chosen = new Set(highestIndices(losses, negatives, count))
      for (const row of negatives) if (!chosen.has(row)) anchors[row] = 0
    }
  },
}
