import type { LossMap } from '../../../../shared/training/lossProfile'
import type { AnchorSet } from '../../anchors/types'
import { sigmoidAt } from '../logistic'
import { eachMargin, type ScoredTargets } from './margins'

/** Digits that an overlay can show. */
const ROUNDING = 1e4

/**
 * Where the loss looks: W = (1 - p_t)^gamma summed over all that counts at each cell of each level, as shares of the
 * largest sum. One map for each picture of the batch.
 */
export function lossMaps(
  scored: ScoredTargets,
  anchors: AnchorSet,
  gamma: number,
  input: { width: number; height: number },
): LossMap[] {
  const { batchSize, numAnchors } = scored.targets
  const sums = new Float64Array(batchSize * numAnchors)
  eachMargin(scored, (row, margin) => {
    sums[row] += sigmoidAt(-margin) ** gamma
  })
  return Array.from({ length: batchSize }, (_, b) => {
    const levels = anchors.levels.map(({ start, stride, rows, columns, shapes }) => {
      const values = Array.from({ length: rows * columns }, (_, cell) => {
        const first = b * numAnchors + start + cell * shapes.length
        return sums.subarray(first, first + shapes.length).reduce((sum, value) => sum + value, 0)
      })
      return { stride, rows, columns, values }
    })
    const largest = levels.reduce((most, { values }) => values.reduce((a, v) => Math.max(a, v), most), 0)
    for (const level of levels) {
      level.values = level.values.map((value) =>
        largest === 0 ? 0 : Math.round((value / largest) * ROUNDING) / ROUNDING,
      )
    }
    return { gamma, levels, inputWidth: input.width, inputHeight: input.height }
  })
}
