import { highestIndices } from './highest'
import type { Weighting } from './types'

/**
 * The hardest weigh more: of all anchors of the batch that count, the `share` with the highest cross-entropy weigh
 * `factor` times as much in the classification loss (rounded up; ties: the lower index). A soft form of
 * online hard example mining (Shrivastava et al. 2016, arXiv:1604.03540), which would drop all others.
 */
export const emphasis: Weighting = {
  name: 'emphasis',
  isOn: ({ hardSamples }) => hardSamples.kind === 'emphasis',
  apply({ anchors }, { config, seen }) {
    const { share, factor } = config.hardSamples
    const counted: number[] = []
    for (const [row, weight] of anchors.entries()) if (weight > 0) counted.push(row)
    const count = Math.ceil(share * counted.length)
    for (const row of highestIndices(seen.crossEntropy(), counted, count)) anchors[row] *= factor
  },
}
