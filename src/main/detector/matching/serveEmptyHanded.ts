import type { FlatBoxes } from '../../../shared/geometry/box'
import type { AnchorSet } from '../anchors/types'
import { bestAnchorOf } from './visitAnchors'

/**
 * Gives every ground truth that holds no anchor the one it overlaps most, in place and in rising order. It may come from
 * another ground truth that keeps at least one more; never its last. Returns the anchors given, with their IoU.
 * groundTruthXyxyPx [M*4] px, labels [N].
 */
export function serveEmptyHanded(
  anchors: AnchorSet,
  groundTruthXyxyPx: FlatBoxes,
  labels: Int32Array,
): { anchor: number; iou: number }[] {
  const numBoxes = groundTruthXyxyPx.length / 4
  const held = new Int32Array(numBoxes)
  for (const label of labels) if (label >= 0) held[label]++
  const given: { anchor: number; iou: number }[] = []
  for (let g = 0; g < numBoxes; g++) {
    if (held[g] > 0) continue
    const best = bestAnchorOf(
      anchors,
      groundTruthXyxyPx,
      g,
      (anchor) => labels[anchor] >= 0 && held[labels[anchor]] === 1,
    )
    if (best.anchor < 0) continue
    const owner = labels[best.anchor]
    if (owner >= 0) held[owner]--
    labels[best.anchor] = g
    held[g] = 1
    given.push(best)
  }
  return given
}
