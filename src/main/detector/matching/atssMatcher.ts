import type { FlatBoxes } from '../../../shared/geometry/box'
import { iouAt } from '../../../shared/geometry/iou'
import type { AnchorLevel, AnchorSet } from '../anchors/types'
import { serveEmptyHanded } from './serveEmptyHanded'
import { type Matcher, NEGATIVE } from './types'

/**
 * Adaptive training sample selection (Zhang et al. 2020, arXiv:1912.02424, Algorithm 1): the candidates of a ground truth
 * are, on each level, all anchors of the `topK` cells nearest to its centre (ties: lower cell). Positive are those with
 *   IoU >= mean + standard deviation of the candidates' IoUs (population)
 * whose centre lies inside the ground truth. An anchor of two goes to the one it overlaps more (ties: lower index); all
 * others are negative. With `forceMatch` a ground truth left without positives gets its best anchor.
 *
 * groundTruthXyxyPx [M*4] px of the network input; empty boxes match nothing. Returns labels [N].
 */
export function matchAtss(
  anchors: AnchorSet,
  groundTruthXyxyPx: FlatBoxes,
  { topK, forceMatch }: { topK: number; forceMatch: boolean },
): Int32Array {
  const labels = new Int32Array(anchors.numAnchors).fill(NEGATIVE)
  const bestIou = new Float64Array(anchors.numAnchors)
  for (let g = 0; g < groundTruthXyxyPx.length / 4; g++) {
    const [x1, y1, x2, y2] = groundTruthXyxyPx.subarray(g * 4, g * 4 + 4)
    if (!(x2 > x1 && y2 > y1)) continue
    const candidates = candidatesOf(anchors, [x1, y1, x2, y2], topK)
    const overlaps = candidates.map(({ anchor }) => iouAt(anchors.boxesXyxyPx, anchor, groundTruthXyxyPx, g))
    const threshold = meanPlusDeviation(overlaps)
    for (const [i, { anchor, isInside }] of candidates.entries()) {
      if (!isInside || overlaps[i] < threshold || overlaps[i] <= bestIou[anchor]) continue
      bestIou[anchor] = overlaps[i]
      labels[anchor] = g
    }
  }
  if (forceMatch) serveEmptyHanded(anchors, groundTruthXyxyPx, labels)
  return labels
}

/** The registry's entry for `matchAtss`. */
export const atssMatcher: Matcher = {
  name: 'atss',
  needsPredictions: false,
  match: (anchors, { boxesXyxyPx }, { atss, forceMatch }) => ({
    labels: matchAtss(anchors, boxesXyxyPx, { topK: atss.topK, forceMatch }),
    qualities: null,
  }),
}

interface Candidate {
  anchor: number
  isInside: boolean
}

function candidatesOf(anchors: AnchorSet, [x1, y1, x2, y2]: number[], topK: number): Candidate[] {
  const candidates: Candidate[] = []
  for (const level of anchors.levels) {
    for (const { row, column } of nearestCells(level, (x1 + x2) / 2, (y1 + y2) / 2, topK)) {
      const x = (column + 0.5) * level.stride
      const y = (row + 0.5) * level.stride
      const isInside = x > x1 && x < x2 && y > y1 && y < y2
      const first = level.start + (row * level.columns + column) * level.shapes.length
      for (let shape = 0; shape < level.shapes.length; shape++)
        candidates.push({ anchor: first + shape, isInside })
    }
  }
  return candidates
}

/**
 * The `count` cells with the centres nearest to a point. The cell in the a-th nearest column and the b-th nearest row has
 * a b - 1 others before it, so only those with a b <= count need a look.
 */
function nearestCells(level: AnchorLevel, x: number, y: number, count: number) {
  const columns = nearestOnAxis(x, level.stride, level.columns, count)
  const rows = nearestOnAxis(y, level.stride, level.rows, count)
  const cells: { row: number; column: number; distance: number }[] = []
  for (let a = 0; a < columns.length; a++) {
    for (let b = 0; b < rows.length && (a + 1) * (b + 1) <= count; b++) {
      const dx = (columns[a] + 0.5) * level.stride - x
      const dy = (rows[b] + 0.5) * level.stride - y
      cells.push({ row: rows[b], column: columns[a], distance: dx * dx + dy * dy })
    }
  }
  cells.sort((p, q) => p.distance - q.distance || p.row - q.row || p.column - q.column)
  return cells.slice(0, count)
}

/** Indices of the cells of a row or column nearest to a point, nearest first; ties: lower index. */
function nearestOnAxis(position: number, stride: number, length: number, count: number): number[] {
  const start = Math.min(length - 1, Math.max(0, Math.floor(position / stride - 0.5)))
  const distance = (index: number) => Math.abs((index + 0.5) * stride - position)
  const nearest: number[] = []
  let low = start
  let high = start + 1
  while (nearest.length < count && (low >= 0 || high < length)) {
    const takesLow = low >= 0 && (high >= length || distance(low) <= distance(high))
    nearest.push(takesLow ? low-- : high++)
  }
  return nearest
}

function meanPlusDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return mean + Math.sqrt(variance)
}
