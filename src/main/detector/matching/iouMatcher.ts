import type { FlatBoxes } from '../../../shared/geometry/box'
import type { AnchorSet } from '../anchors/types'
import { IGNORED, type Matcher, type MatchOptions, NEGATIVE } from './types'
import { type BestAnchor, bestAnchorOf, keepBetter, visitAnchors } from './visitAnchors'

export type IouMatchOptions = Pick<MatchOptions, 'positiveIou' | 'negativeIou' | 'forceMatch'>

/** State of one call: label and best IoU of each anchor, and all that a search needs. */
interface Matching {
  anchors: AnchorSet
  groundTruthXyxyPx: FlatBoxes
  labels: Int32Array
  bestIou: Float64Array
}

/**
 * Matching by IoU (SSD, arXiv:1512.02325, section 2.2): an anchor takes the ground truth it overlaps most (the lower
 * index where two tie); from `positiveIou` on it is positive, below `negativeIou` negative, between them ignored.
 * With `forceMatch` each ground truth then gets one anchor of its own by greedy bipartite matching on falling IoU (ties:
 * lower ground truth, then lower anchor), where torchvision's SSD lets a later box take an earlier one's anchor.
 *
 * groundTruthXyxyPx [M*4] px of the network input; empty boxes match nothing. Returns labels [N]. Searches only cells
 * that can reach the thresholds.
 */
export function matchAnchors(
  anchors: AnchorSet,
  groundTruthXyxyPx: FlatBoxes,
  options: IouMatchOptions,
): Int32Array {
  const { positiveIou, negativeIou, forceMatch } = options
  const numBoxes = groundTruthXyxyPx.length / 4
  const labels = new Int32Array(anchors.numAnchors).fill(labelOf(0, 0, numBoxes, options))
  const matching = { anchors, groundTruthXyxyPx, labels, bestIou: new Float64Array(anchors.numAnchors) }
  // Anchors under both thresholds keep the label of an anchor that touches nothing.
  const relevant = Math.min(negativeIou, positiveIou)
  const best: BestAnchor[] = []
  for (let g = 0; g < numBoxes; g++) {
    const found = assign(matching, g, relevant)
    const isOpen = forceMatch && found.iou < relevant
    best.push(isOpen ? bestAnchorOf(anchors, groundTruthXyxyPx, g, () => false) : found)
  }
  for (let i = 0; i < labels.length; i++) {
    const overlap = matching.bestIou[i]
    if (overlap > 0) labels[i] = labelOf(overlap, labels[i], numBoxes, options)
  }
  if (forceMatch) force(matching, best)
  return labels
}

/** The registry's entry for `matchAnchors`. */
export const iouMatcher: Matcher = {
  name: 'iou',
  needsPredictions: false,
  match: (anchors, { boxesXyxyPx }, options) => ({
    labels: matchAnchors(anchors, boxesXyxyPx, options),
    qualities: null,
  }),
}

function labelOf(overlap: number, groundTruth: number, numBoxes: number, options: IouMatchOptions): number {
  if (numBoxes === 0) return NEGATIVE
  if (overlap >= options.positiveIou) return groundTruth
  return overlap < options.negativeIou ? NEGATIVE : IGNORED
}

/** Offers ground truth g to all anchors that may reach `minIou`; returns its best anchor among them. */
function assign({ anchors, groundTruthXyxyPx, labels, bestIou }: Matching, g: number, minIou: number) {
  const best: BestAnchor = { anchor: -1, iou: 0 }
  visitAnchors(anchors, groundTruthXyxyPx, g, minIou, (anchor, overlap) => {
    if (overlap > bestIou[anchor]) {
      bestIou[anchor] = overlap
      labels[anchor] = g
    }
    keepBetter(best, anchor, overlap)
  })
  return best
}

/** Greedy bipartite matching: the highest IoU of all pairs left wins, until every ground truth has its anchor. */
function force({ anchors, groundTruthXyxyPx, labels }: Matching, best: BestAnchor[]): void {
  const taken = new Set<number>()
  const waiting = new Set(best.flatMap((found, g) => (found.anchor >= 0 ? [g] : [])))
  while (waiting.size > 0) {
    let winner = -1
    for (const g of waiting) if (winner < 0 || best[g].iou > best[winner].iou) winner = g
    waiting.delete(winner)
    const { anchor } = best[winner]
    if (taken.has(anchor)) {
      // Lost it to another one: look again among what is left and queue anew.
      best[winner] = bestAnchorOf(anchors, groundTruthXyxyPx, winner, (candidate) => taken.has(candidate))
      if (best[winner].anchor >= 0) waiting.add(winner)
      continue
    }
    taken.add(anchor)
    labels[anchor] = winner
  }
}
