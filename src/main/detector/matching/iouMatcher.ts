import type { FlatBoxes } from '../../../shared/geometry/box'
import { iouAt } from '../../../shared/geometry/iou'
import { concentricIou } from '../anchors/best'
import { cellsNear } from '../anchors/cells'
import type { AnchorLevel, AnchorSet } from '../anchors/types'
import { ignoreCovered } from './ignoreRegions'
import { IGNORED, type Matcher, type MatchOptions, NEGATIVE } from './types'

/** Widens searches by this share, so that rounding never hides an anchor that stands exactly on a limit. */
const SLACK = 1e-6

/** The best anchor found for a ground truth so far; anchor -1: none touches it. */
interface Best {
  anchor: number
  iou: number
}

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
 * groundTruthXyxyPx [M*4] px of the network input; empty boxes match nothing. ignoreRegionsXyxyPx: negatives that lie in
 * one by at least half their area are ignored. Returns labels [N]. Searches only cells that can reach the thresholds.
 */
export function matchAnchors(
  anchors: AnchorSet,
  groundTruthXyxyPx: FlatBoxes,
  options: MatchOptions,
  ignoreRegionsXyxyPx?: FlatBoxes,
): Int32Array {
  const { positiveIou, negativeIou, forceMatch } = options
  const numBoxes = groundTruthXyxyPx.length / 4
  const labels = new Int32Array(anchors.numAnchors).fill(labelOf(0, 0, numBoxes, options))
  const matching = { anchors, groundTruthXyxyPx, labels, bestIou: new Float64Array(anchors.numAnchors) }
  // Anchors under both thresholds keep the label of an anchor that touches nothing.
  const relevant = Math.min(negativeIou, positiveIou)
  const best: Best[] = []
  for (let g = 0; g < numBoxes; g++) {
    const found = assign(matching, g, relevant)
    best.push(forceMatch && found.iou < relevant ? search(matching, g, null) : found)
  }
  for (let i = 0; i < labels.length; i++) {
    const overlap = matching.bestIou[i]
    if (overlap > 0) labels[i] = labelOf(overlap, labels[i], numBoxes, options)
  }
  if (forceMatch) force(matching, best)
  if (ignoreRegionsXyxyPx !== undefined) ignoreCovered(anchors, ignoreRegionsXyxyPx, labels)
  return labels
}

/** The registry's entry for `matchAnchors`. */
export const iouMatcher: Matcher = { name: 'iou', match: matchAnchors }

function labelOf(overlap: number, groundTruth: number, numBoxes: number, options: MatchOptions): number {
  if (numBoxes === 0) return NEGATIVE
  if (overlap >= options.positiveIou) return groundTruth
  return overlap < options.negativeIou ? NEGATIVE : IGNORED
}

/** Visits anchors that may reach `minIou` with ground truth g, in rising order within each level and shape. */
function visit(
  matching: Matching,
  g: number,
  minIou: number,
  each: (anchor: number, overlap: number) => void,
): void {
  const { anchors, groundTruthXyxyPx } = matching
  const width = groundTruthXyxyPx[g * 4 + 2] - groundTruthXyxyPx[g * 4]
  const height = groundTruthXyxyPx[g * 4 + 3] - groundTruthXyxyPx[g * 4 + 1]
  if (!(width > 0 && height > 0)) return
  const centreX = groundTruthXyxyPx[g * 4] + width / 2
  const centreY = groundTruthXyxyPx[g * 4 + 1] + height / 2
  for (const level of anchors.levels) {
    for (let shape = 0; shape < level.shapes.length; shape++) {
      const [anchorWidth, anchorHeight] = level.shapes[shape]
      if (concentricIou(width, height, anchorWidth, anchorHeight) < minIou - SLACK) continue
      // IoU >= t needs a shared area of t / (1 + t) (|a| + |g|), so overlaps of at least that over the other side.
      const shared = (minIou / (1 + minIou)) * (width * height + anchorWidth * anchorHeight) * (1 - SLACK)
      const reachX =
        (width + anchorWidth) / 2 - shared / Math.min(height, anchorHeight) + SLACK * level.stride
      const reachY =
        (height + anchorHeight) / 2 - shared / Math.min(width, anchorWidth) + SLACK * level.stride
      visitCells(level, shape, cellsNear(level, centreX, centreY, reachX, reachY), (anchor) => {
        const overlap = iouAt(anchors.boxesXyxyPx, anchor, groundTruthXyxyPx, g)
        if (overlap > 0) each(anchor, overlap)
      })
    }
  }
}

function visitCells(
  level: AnchorLevel,
  shape: number,
  cells: ReturnType<typeof cellsNear>,
  each: (anchor: number) => void,
): void {
  const perCell = level.shapes.length
  for (let row = cells.rowStart; row < cells.rowEnd; row++) {
    const first = level.start + row * level.columns * perCell + shape
    for (let column = cells.columnStart; column < cells.columnEnd; column++) each(first + column * perCell)
  }
}

/** Offers ground truth g to all anchors that may reach `minIou`; returns its best anchor among them. */
function assign(matching: Matching, g: number, minIou: number): Best {
  const { labels, bestIou } = matching
  const best: Best = { anchor: -1, iou: 0 }
  visit(matching, g, minIou, (anchor, overlap) => {
    if (overlap > bestIou[anchor]) {
      bestIou[anchor] = overlap
      labels[anchor] = g
    }
    keepBetter(best, anchor, overlap)
  })
  return best
}

/** The best anchor of ground truth g over all anchors that are not taken. */
function search(matching: Matching, g: number, taken: ReadonlySet<number> | null): Best {
  const best: Best = { anchor: -1, iou: 0 }
  visit(matching, g, 0, (anchor, overlap) => {
    if (taken?.has(anchor) !== true) keepBetter(best, anchor, overlap)
  })
  return best
}

function keepBetter(best: Best, anchor: number, overlap: number): void {
  if (overlap > best.iou || (overlap === best.iou && anchor < best.anchor)) {
    best.anchor = anchor
    best.iou = overlap
  }
}

/** Greedy bipartite matching: the highest IoU of all pairs left wins, until every ground truth has its anchor. */
function force({ labels, ...rest }: Matching, best: Best[]): void {
  const matching = { labels, ...rest }
  const taken = new Set<number>()
  const waiting = new Set(best.flatMap((found, g) => (found.anchor >= 0 ? [g] : [])))
  while (waiting.size > 0) {
    let winner = -1
    for (const g of waiting) if (winner < 0 || best[g].iou > best[winner].iou) winner = g
    waiting.delete(winner)
    const { anchor } = best[winner]
    if (taken.has(anchor)) {
      // Lost it to another one: look again among what is left and queue anew.
      best[winner] = search(matching, winner, taken)
      if (best[winner].anchor >= 0) waiting.add(winner)
      continue
    }
    taken.add(anchor)
    labels[anchor] = winner
  }
}
