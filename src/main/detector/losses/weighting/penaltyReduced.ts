import type { FlatBoxes } from '../../../../shared/geometry/box'
import { cellsNear } from '../../anchors/cells'
import type { AnchorSet } from '../../anchors/types'

/** A box whose corners moved by the radius still overlaps the true one so much (Law & Deng 2018, section 3.2). */
const MIN_IOU = 0.7
/** Standard deviations beyond which a weight is 1 in float32. */
const REACH = 6

/**
 * Weights of background anchors near the centres of objects (Zhou et al. 2019, CenterNet, arXiv:1904.07850, Eq. 1):
 *   w = (1 - Y)^4,  Y = exp(-rho^2 / (2 sigma^2)),  rho the distance of anchor centre and object centre in px,
 * sigma a third of the object's radius (`gaussianRadius`); where objects meet the largest Y holds. What is nearly an
 * object's centre is hardly background: 0 on the centre, 1 from about 5 sigma on.
 *
 * boxesXyxyPx [M*4] px of the network input; empty boxes have no centre. Returns weights [N] for the negatives of that
 * picture, which the caller multiplies into its anchor weights; those of positives mean nothing.
 */
export function penaltyReducedWeights(anchors: AnchorSet, boxesXyxyPx: FlatBoxes): Float32Array {
  const weights = new Float32Array(anchors.numAnchors).fill(1)
  for (let g = 0; g < boxesXyxyPx.length / 4; g++) {
    const [x1, y1, x2, y2] = boxesXyxyPx.subarray(g * 4, g * 4 + 4)
    if (!(x2 > x1 && y2 > y1)) continue
    const sigma = gaussianRadius(x2 - x1, y2 - y1, MIN_IOU) / 3
    weighAround(anchors, (x1 + x2) / 2, (y1 + y2) / 2, sigma, weights)
  }
  return weights
}

function weighAround(anchors: AnchorSet, x: number, y: number, sigma: number, weights: Float32Array): void {
  for (const level of anchors.levels) {
    const perCell = level.shapes.length
    const cells = cellsNear(level, x, y, REACH * sigma, REACH * sigma)
    for (let row = cells.rowStart; row < cells.rowEnd; row++) {
      const dy = (row + 0.5) * level.stride - y
      for (let column = cells.columnStart; column < cells.columnEnd; column++) {
        const dx = (column + 0.5) * level.stride - x
        // 1 - exp(-d) without the loss of digits at small d.
        const away = -Math.expm1(-(dx * dx + dy * dy) / (2 * sigma * sigma))
        const first = level.start + (row * level.columns + column) * perCell
        for (let i = first; i < first + perCell; i++) weights[i] = Math.min(weights[i], away ** 4)
      }
    }
  }
}

/**
 * The largest r such that a box with both corners moved by r in any direction still has IoU >= minIou with the true box
 * of width x height px (Law & Deng 2018, CornerNet, arXiv:1808.01244, section 3.2): the smallest root of the three cases
 * one corner in and one out, both in, both out.
 */
export function gaussianRadius(width: number, height: number, minIou: number): number {
  const sum = width + height
  const area = width * height
  // Shifted: (w - r)(h - r) / (2 w h - (w - r)(h - r)) = minIou.
  const shifted = smallerRoot(1, -sum, (area * (1 - minIou)) / (1 + minIou))
  // Both in: (w - 2r)(h - 2r) / (w h) = minIou.
  const inner = smallerRoot(4, -2 * sum, area * (1 - minIou))
  // Both out: w h / ((w + 2r)(h + 2r)) = minIou.
  const outer = largerRoot(4 * minIou, 2 * minIou * sum, -area * (1 - minIou))
  return Math.min(shifted, inner, outer)
}

function smallerRoot(a: number, b: number, c: number): number {
  return (-b - Math.sqrt(b * b - 4 * a * c)) / (2 * a)
}

function largerRoot(a: number, b: number, c: number): number {
  return (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a)
}
