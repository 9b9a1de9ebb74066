import { byFallingScore, isUncounted, overlapXywh, type ScoredBox, type TruthBox } from './types'

/** Lower and upper bound of ground-truth area that count, px^2, both inclusive. */
export type AreaRange = readonly [low: number, high: number]

/** One class in one image under one area range, detections by falling score. */
export interface ImageMatches {
  scores: number[]
  /** [T][D]: matched to a ground truth at that IoU threshold. */
  isMatched: Uint8Array[]
  /** [T][D]: counts neither as true nor as false positive. */
  isIgnored: Uint8Array[]
  /** Ground truths that count. */
  numTruths: number
}

/** One class in one image with the overlaps that all thresholds and ranges share. */
export interface ImagePairs {
  detections: ScoredBox[]
  truths: TruthBox[]
  /** [D * G] by detection. */
  overlaps: Float64Array
}

/** Sorts the detections, keeps the best `maxDetections` and measures all overlaps. */
export function pairUp(
  detections: readonly ScoredBox[],
  truths: readonly TruthBox[],
  maxDetections: number,
): ImagePairs {
  const best = byFallingScore(detections).slice(0, maxDetections)
  const overlaps = new Float64Array(best.length * truths.length)
  for (let d = 0; d < best.length; d++) {
    for (let g = 0; g < truths.length; g++) {
      const isCrowd = truths[g].isCrowd === true
      overlaps[d * truths.length + g] = overlapXywh(best[d].xywh, truths[g].xywh, isCrowd)
    }
  }
  return { detections: best, truths: [...truths], overlaps }
}

/**
 * Matches detections to ground truth as COCOeval.evaluateImg does: by falling score, each takes the free ground truth of
 * highest IoU from the threshold on (a later one on equal IoU), ignored ones only where no other fits; crowds can be
 * taken again and again. What matches an ignored one, or matches nothing and is out of the area range, is ignored.
 */
export function matchImage(pairs: ImagePairs, thresholds: readonly number[], range: AreaRange): ImageMatches {
  const { detections, truths } = pairs
  const isTruthIgnored = truths.map((truth) => isOutOfCount(truth, range))
  // Counting ground truth first, both in their given order.
  const order = truths.map((_, g) => g).sort((a, b) => Number(isTruthIgnored[a]) - Number(isTruthIgnored[b]))
  const matches: ImageMatches = {
    scores: detections.map((detection) => detection.score),
    isMatched: [],
    isIgnored: [],
    numTruths: isTruthIgnored.filter((ignored) => !ignored).length,
  }
  const isOutside = detections.map(({ xywh }) => !isInRange(xywh[2] * xywh[3], range))
  for (const threshold of thresholds) {
    const isTaken = new Uint8Array(truths.length)
    const isMatched = new Uint8Array(detections.length)
    const isIgnored = new Uint8Array(detections.length)
    for (let d = 0; d < detections.length; d++) {
      const g = bestFree(pairs, d, threshold, order, isTruthIgnored, isTaken)
      if (g < 0) {
        isIgnored[d] = isOutside[d] ? 1 : 0
        continue
      }
      isTaken[g] = 1
      isMatched[d] = 1
      isIgnored[d] = isTruthIgnored[g] ? 1 : 0
    }
    matches.isMatched.push(isMatched)
    matches.isIgnored.push(isIgnored)
  }
  return matches
}

function bestFree(
  { truths, overlaps }: ImagePairs,
  d: number,
  threshold: number,
  order: readonly number[],
  isTruthIgnored: readonly boolean[],
  isTaken: Uint8Array,
): number {
  let highest = Math.min(threshold, 1 - 1e-10)
  let best = -1
  for (const g of order) {
    if (isTaken[g] === 1 && truths[g].isCrowd !== true) continue
    if (best >= 0 && !isTruthIgnored[best] && isTruthIgnored[g]) break
    const overlap = overlaps[d * truths.length + g]
    if (overlap < highest) continue
    highest = overlap
    best = g
  }
  return best
}

function isOutOfCount(truth: TruthBox, range: AreaRange): boolean {
  const area = truth.areaPx ?? truth.xywh[2] * truth.xywh[3]
  return isUncounted(truth) || !isInRange(area, range)
}

function isInRange(area: number, [low, high]: AreaRange): boolean {
  return !(area < low || area > high)
}
