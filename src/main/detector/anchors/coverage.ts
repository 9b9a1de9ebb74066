import type { FlatBoxes } from '../../../shared/geometry/box'
import { bestAnchorIou } from './best'
import type { AnchorLevelSpec } from './types'

/**
 * Share of ground-truth boxes whose best placed anchor reaches an IoU (yolov5 calls it the best possible recall).
 * groundTruthXyxyPx [M*4] in px of the network input; empty boxes count as not covered; 1 where there are none.
 */
export function coverage(
  anchors: { readonly levels: readonly AnchorLevelSpec[] },
  groundTruthXyxyPx: FlatBoxes,
  minIou: number,
): number {
  const numBoxes = groundTruthXyxyPx.length / 4
  if (numBoxes === 0) return 1
  let covered = 0
  for (let g = 0; g < numBoxes; g++) if (bestAnchorIou(anchors, groundTruthXyxyPx, g) >= minIou) covered++
  return covered / numBoxes
}
