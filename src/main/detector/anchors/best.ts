import type { FlatBoxes } from '../../../shared/geometry/box'
import { iouAt } from '../../../shared/geometry/iou'
import type { AnchorSet } from './types'

/** Highest IoU of any anchor with ground-truth box g; 0 where none touches it or the box is empty. */
export function bestAnchorIou(anchors: AnchorSet, groundTruthXyxyPx: FlatBoxes, g: number): number {
  const width = groundTruthXyxyPx[g * 4 + 2] - groundTruthXyxyPx[g * 4]
  const height = groundTruthXyxyPx[g * 4 + 3] - groundTruthXyxyPx[g * 4 + 1]
  if (!(width > 0 && height > 0)) return 0
  const centreX = groundTruthXyxyPx[g * 4] + width / 2
  const centreY = groundTruthXyxyPx[g * 4 + 1] + height / 2
  let best = 0
  for (const { stride, rows, columns, shapes, start } of anchors.levels) {
    // For one shape IoU only falls as the centres part on either axis: the nearest cell holds its best.
    const row = nearest(centreY / stride - 0.5, rows)
    const column = nearest(centreX / stride - 0.5, columns)
    const first = start + (row * columns + column) * shapes.length
    for (let shape = 0; shape < shapes.length; shape++) {
      if (concentricIou(width, height, shapes[shape][0], shapes[shape][1]) <= best) continue
      best = Math.max(best, iouAt(anchors.boxesXyxyPx, first + shape, groundTruthXyxyPx, g))
    }
  }
  return best
}

/** IoU of two boxes about one centre: no placement of them reaches more. */
export function concentricIou(
  width: number,
  height: number,
  otherWidth: number,
  otherHeight: number,
): number {
  const shared = Math.min(width, otherWidth) * Math.min(height, otherHeight)
  return shared / (width * height + otherWidth * otherHeight - shared)
}

function nearest(position: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.round(position)))
}
