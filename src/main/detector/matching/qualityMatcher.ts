import { IGNORED, NEGATIVE } from './types'

/**
 * How a ground truth without an anchor above the threshold is served:
 * - none: not at all.
 * - bipartite: the studio's way, one anchor for each ground truth, highest IoU first.
 * - allTies: torchvision's Matcher with allow_low_quality_matches: every anchor that ties for the best of some ground
 *   truth goes back to its own best ground truth (which may be another one; a best of 0 counts too).
 * - lastWins: torchvision's SSDMatcher: each ground truth takes its best anchor, a later one takes it from an earlier.
 */
export type ForceMode = 'none' | 'bipartite' | 'allTies' | 'lastWins'

/**
 * Matching on a full table of IoUs [M * N], row by ground truth: the plain form of `matchAnchors`, which it serves as an
 * oracle, and the parity modes with torchvision. Returns labels [N] as there. Ties: lower index.
 */
export function matchFromQuality(
  quality: ArrayLike<number>,
  numBoxes: number,
  numAnchors: number,
  options: { positiveIou: number; negativeIou: number; force: ForceMode },
): Int32Array {
  if (quality.length !== numBoxes * numAnchors) {
    throw new RangeError(`${quality.length} IoUs for ${numBoxes} boxes and ${numAnchors} anchors`)
  }
  const labels = new Int32Array(numAnchors).fill(NEGATIVE)
  if (numBoxes === 0) return labels
  const bestBox = new Int32Array(numAnchors)
  for (let n = 0; n < numAnchors; n++) {
    for (let m = 1; m < numBoxes; m++) {
      if (quality[m * numAnchors + n] > quality[bestBox[n] * numAnchors + n]) bestBox[n] = m
    }
    const overlap = quality[bestBox[n] * numAnchors + n]
    if (overlap >= options.positiveIou) labels[n] = bestBox[n]
    else if (overlap >= options.negativeIou) labels[n] = IGNORED
  }
  const table = { quality, numBoxes, numAnchors, labels, bestBox }
  if (options.force === 'bipartite') forceBipartite(table)
  if (options.force === 'allTies') forceAllTies(table)
  if (options.force === 'lastWins') forceLastWins(table)
  return labels
}

interface Table {
  quality: ArrayLike<number>
  numBoxes: number
  numAnchors: number
  labels: Int32Array
  bestBox: Int32Array
}

function forceBipartite({ quality, numBoxes, numAnchors, labels }: Table): void {
  const isBoxDone = new Uint8Array(numBoxes)
  const isAnchorTaken = new Uint8Array(numAnchors)
  for (;;) {
    let best = 0
    let pair = -1
    for (let m = 0; m < numBoxes; m++) {
      if (isBoxDone[m] === 1) continue
      for (let n = 0; n < numAnchors; n++) {
        if (isAnchorTaken[n] === 0 && quality[m * numAnchors + n] > best) {
          pair = m * numAnchors + n
          best = quality[pair]
        }
      }
    }
    if (pair < 0) return
    const box = Math.floor(pair / numAnchors)
    const anchor = pair % numAnchors
    isBoxDone[box] = 1
    isAnchorTaken[anchor] = 1
    labels[anchor] = box
  }
}

function forceAllTies({ quality, numBoxes, numAnchors, labels, bestBox }: Table): void {
  for (let m = 0; m < numBoxes; m++) {
    let highest = -Infinity
    for (let n = 0; n < numAnchors; n++) highest = Math.max(highest, quality[m * numAnchors + n])
    for (let n = 0; n < numAnchors; n++) if (quality[m * numAnchors + n] === highest) labels[n] = bestBox[n]
  }
}

function forceLastWins({ quality, numBoxes, numAnchors, labels }: Table): void {
  if (numAnchors === 0) return
  for (let m = 0; m < numBoxes; m++) {
    let best = 0
    for (let n = 1; n < numAnchors; n++) {
      if (quality[m * numAnchors + n] > quality[m * numAnchors + best]) best = n
    }
    labels[best] = m
  }
}
