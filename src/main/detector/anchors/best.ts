import type { FlatBoxes } from '../../../shared/geometry/box'
import type { AnchorLevelSpec } from './types'

/**
 * Highest IoU of any anchor with ground-truth box g; 0 where none touches it or the box is empty. The anchors need not
 * be placed yet.
 */
export function bestAnchorIou(
  anchors: { readonly levels: readonly AnchorLevelSpec[] },
  groundTruthXyxyPx: FlatBoxes,
  g: number,
): number {
  const width = groundTruthXyxyPx[g * 4 + 2] - groundTruthXyxyPx[g * 4]
  const height = groundTruthXyxyPx[g * 4 + 3] - groundTruthXyxyPx[g * 4 + 1]
  if (!(width > 0 && height > 0)) return 0
  const centreX = groundTruthXyxyPx[g * 4] + width / 2
  const centreY = groundTruthXyxyPx[g * 4 + 1] + height / 2
  let best = 0
  for (const { stride, rows, columns, shapes } of anchors.levels) {
    // For one shape IoU only falls as the centres part on either axis: the nearest cell holds its best.
    const awayX = Math.abs((nearest(centreX / stride - 0.5, columns) + 0.5) * stride - centreX)
    const awayY = Math.abs((nearest(centreY / stride - 0.5, rows) + 0.5) * stride - centreY)
    for (const [otherWidth, otherHeight] of shapes) {
      if (concentricIou(width, height, otherWidth, otherHeight) <= best) continue
      const shared = sharedLength(width, otherWidth, awayX) * sharedLength(height, otherHeight, awayY)
      best = Math.max(best, shared / (width * height + otherWidth * otherHeight - shared))
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

/** Length that two intervals share whose centres are so far apart. */
function sharedLength(length: number, other: number, apart: number): number {
  return Math.max(0, Math.min(length, other, (length + other) / 2 - apart))
}
