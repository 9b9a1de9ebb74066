import type { ClassOutcomes } from '../../../../../shared/evaluation/threshold'

export interface ScoreBin {
  right: number
  wrong: number
}

/** Right and wrong detections by score, bins of equal width over 0 to 1. */
export function scoreBins({ scores, isTrue }: ClassOutcomes, numBins: number): ScoreBin[] {
  const bins = Array.from({ length: numBins }, () => ({ right: 0, wrong: 0 }))
  for (const [i, score] of scores.entries()) {
    const bin = bins[Math.min(numBins - 1, Math.max(0, Math.floor(score * numBins)))]
    if (isTrue[i] === 1) bin.right++
    else bin.wrong++
  }
  return bins
}

/**
 * The count that fills the figure. Faint detections are mostly wrong and many: the bins of the lowest fifth are cut off
 * rather than flatten the rest.
 */
export function fullHeight(bins: readonly ScoreBin[]): number {
  const counted = bins.slice(Math.ceil(bins.length / 5)).map(({ right, wrong }) => right + wrong)
  return Math.max(1, ...counted)
}
