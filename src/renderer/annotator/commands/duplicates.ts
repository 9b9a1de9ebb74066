import type { BoxRecord } from '../../../shared/annotation/schema'
import { iou } from '../../../shared/geometry/iou'
import type { BoxId } from '../../../shared/ids'

/** Two boxes of one class that overlap more than this (IoU) say the same thing twice. */
export const DOUBLED_IOU = 0.9

/** True where two boxes say the same of one picture. */
export function isDoubled(a: BoxRecord, b: BoxRecord): boolean {
  return a.classId === b.classId && iou(a, b) > DOUBLED_IOU
}

/** Boxes that double another one, each with the one that it overlaps most and by how much. */
export function doubledBoxes(boxes: readonly BoxRecord[]): ReadonlyMap<BoxId, { other: BoxId; iou: number }> {
  const doubled = new Map<BoxId, { other: BoxId; iou: number }>()
  const note = (box: BoxRecord, other: BoxRecord, overlap: number) => {
    if (overlap > (doubled.get(box.id)?.iou ?? 0)) doubled.set(box.id, { other: other.id, iou: overlap })
  }
  const sorted = boxes.toSorted((a, b) => a.x1 - b.x1)
  for (const [i, box] of sorted.entries()) {
    // An IoU above the limit leaves the left edges closer than this, so that only neighbours are compared.
    const reach = box.x1 + (box.x2 - box.x1) * (1 / DOUBLED_IOU - 1)
    for (let k = i + 1; k < sorted.length && sorted[k].x1 <= reach; k++) {
      if (!isDoubled(box, sorted[k])) continue
      const overlap = iou(box, sorted[k])
      note(box, sorted[k], overlap)
      note(sorted[k], box, overlap)
    }
  }
  return doubled
}
