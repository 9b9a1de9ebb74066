import type { BoxRecord } from '../../../shared/annotation/schema'
import { iou } from '../../../shared/geometry/iou'
import type { BoxId } from '../../../shared/ids'
import type { BoxIndex } from '../hitTest'

/** Two boxes of one class that overlap more than this (IoU) say the same thing twice. */
export const DOUBLED_IOU = 0.9

/** True where two boxes say the same of one picture. */
export function isDoubled(a: BoxRecord, b: BoxRecord): boolean {
  return a.classId === b.classId && iou(a, b) > DOUBLED_IOU
}

/** Boxes that double another one, each with the one that it overlaps most and by how much. */
export function doubledBoxes(index: BoxIndex): ReadonlyMap<BoxId, { other: BoxId; iou: number }> {
  const doubled = new Map<BoxId, { other: BoxId; iou: number }>()
  for (const box of index.all) {
    for (const other of index.touching(box)) {
      if (other.id === box.id || !isDoubled(box, other)) continue
      const overlap = iou(box, other)
      if (overlap > (doubled.get(box.id)?.iou ?? 0)) doubled.set(box.id, { other: other.id, iou: overlap })
    }
  }
  return doubled
}
