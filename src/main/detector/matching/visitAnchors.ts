import type { FlatBoxes } from '../../../shared/geometry/box'
import { iouAt } from '../../../shared/geometry/iou'
import { concentricIou } from '../anchors/best'
import { cellsNear } from '../anchors/cells'
import type { AnchorLevel, AnchorSet } from '../anchors/types'

/** Widens searches by this share, so that rounding never hides an anchor that stands exactly on a limit. */
const SLACK = 1e-6

/** The best anchor found for a ground truth so far; anchor -1: none touches it. */
export interface BestAnchor {
  anchor: number
  iou: number
}

/**
 * Visits the anchors that touch box g and may reach `minIou` with it (some that do not among them), in rising order
 * within each level and shape. Costs as many steps as there are such anchors, not all of them.
 */
export function visitAnchors(
  anchors: AnchorSet,
  boxesXyxyPx: FlatBoxes,
  g: number,
  minIou: number,
  each: (anchor: number, overlap: number) => void,
): void {
  const width = boxesXyxyPx[g * 4 + 2] - boxesXyxyPx[g * 4]
  const height = boxesXyxyPx[g * 4 + 3] - boxesXyxyPx[g * 4 + 1]
  if (!(width > 0 && height > 0)) return
  const centreX = boxesXyxyPx[g * 4] + width / 2
  const centreY = boxesXyxyPx[g * 4 + 1] + height / 2
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
        const overlap = iouAt(anchors.boxesXyxyPx, anchor, boxesXyxyPx, g)
        if (overlap > 0) each(anchor, overlap)
      })
    }
  }
}

/** The anchor with the highest IoU with box g among those that are not taken; ties: the lower one. */
export function bestAnchorOf(
  anchors: AnchorSet,
  boxesXyxyPx: FlatBoxes,
  g: number,
  isTaken: (anchor: number) => boolean,
): BestAnchor {
  const best: BestAnchor = { anchor: -1, iou: 0 }
  visitAnchors(anchors, boxesXyxyPx, g, 0, (anchor, overlap) => {
    if (!isTaken(anchor)) keepBetter(best, anchor, overlap)
  })
  return best
}

/** Takes the new anchor over where it overlaps more, or as much at a lower index. */
export function keepBetter(best: BestAnchor, anchor: number, overlap: number): void {
  if (overlap > best.iou || (overlap === best.iou && anchor < best.anchor)) {
    best.anchor = anchor
    best.iou = overlap
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
