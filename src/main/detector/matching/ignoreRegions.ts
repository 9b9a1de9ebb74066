import type { FlatBoxes } from '../../../shared/geometry/box'
import { cellsNear } from '../anchors/cells'
import type { AnchorSet } from '../anchors/types'
import { IGNORED, NEGATIVE } from './types'

/** Share of an anchor's own area that a region must cover to take it out of the loss. */
export const MIN_COVERED = 0.5

/** Turns negative anchors that lie in a region (intersection over anchor >= 0.5) to ignored, in place; positives stay. */
export function ignoreCovered(anchors: AnchorSet, regionsXyxyPx: FlatBoxes, labels: Int32Array): void {
  for (const anchor of coveredAnchors(anchors, regionsXyxyPx))
    if (labels[anchor] === NEGATIVE) labels[anchor] = IGNORED
}

/** Indices of all anchors that lie in a region (flat corners [R*4], px of the network input) by at least `minCovered`. */
export function coveredAnchors(
  anchors: AnchorSet,
  regionsXyxyPx: FlatBoxes,
  minCovered = MIN_COVERED,
): number[] {
  const covered = new Set<number>()
  for (let r = 0; r + 3 < regionsXyxyPx.length; r += 4) {
    const [x1, y1, x2, y2] = regionsXyxyPx.subarray(r, r + 4)
    if (!(x2 > x1 && y2 > y1)) continue
    for (const level of anchors.levels) {
      level.shapes.forEach(([width, height], shape) => {
        if (Math.min(width, x2 - x1) * Math.min(height, y2 - y1) < minCovered * width * height) return
        const reachX = (x2 - x1 + width) / 2
        const reachY = (y2 - y1 + height) / 2
        const cells = cellsNear(level, (x1 + x2) / 2, (y1 + y2) / 2, reachX, reachY)
        for (let row = cells.rowStart; row < cells.rowEnd; row++) {
          for (let column = cells.columnStart; column < cells.columnEnd; column++) {
            const anchor = level.start + (row * level.columns + column) * level.shapes.length + shape
            const a = anchors.boxesXyxyPx.subarray(anchor * 4, anchor * 4 + 4)
            const sharedWidth = Math.max(0, Math.min(a[2], x2) - Math.max(a[0], x1))
            const sharedHeight = Math.max(0, Math.min(a[3], y2) - Math.max(a[1], y1))
            if (sharedWidth * sharedHeight >= minCovered * (a[2] - a[0]) * (a[3] - a[1])) covered.add(anchor)
          }
        }
      })
    }
  }
  return [...covered].sort((a, b) => a - b)
}
