import type { RankedPairs } from './classScores'

/** Anchors and classes that may become detections, best first; equals by rising anchor, then class. */
export interface Candidates {
  anchors: Int32Array
  classes: Int32Array
  scores: Float32Array
}

/** A run of anchors, as a pyramid level holds them. */
export interface AnchorRun {
  start: number
  count: number
}

/**
 * Pairs of anchor and class whose score is above the threshold, at most `topK` a level (the highest; ties: lower
 * index), taken before anything is decoded. One picture. NaN never passes.
 */
export function filterScores(
  { ranks, least, scoreOf, order }: RankedPairs,
  numClasses: number,
  levels: readonly AnchorRun[],
  topK: number,
): Candidates {
  const chosen: number[] = []
  for (const { start, count } of levels) {
    const found: number[] = []
    const end = (start + count) * numClasses
    for (let i = start * numClasses; i < end; i++) if (ranks[i] > least) found.push(i)
    if (found.length > topK) {
      found.sort((a, b) => ranks[b] - ranks[a] || a - b)
      found.length = topK
    }
    for (const i of found) chosen.push(i)
  }
  const keyOf = (i: number) => (order === 'ranks' ? ranks[i] : Math.fround(scoreOf(ranks[i])))
  const sorted = chosen.map((i) => ({ i, key: keyOf(i) })).sort((a, b) => b.key - a.key || a.i - b.i)
  return {
    anchors: Int32Array.from(sorted, ({ i }) => Math.floor(i / numClasses)),
    classes: Int32Array.from(sorted, ({ i }) => i % numClasses),
    scores: Float32Array.from(sorted, ({ i }) => scoreOf(ranks[i])),
  }
}
