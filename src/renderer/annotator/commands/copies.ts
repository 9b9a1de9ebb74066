import type { BoxRecord, ImageRow } from '../../../shared/annotation/schema'
import { clip, isDegenerate } from '../../../shared/geometry/box'
import { type BoxId, type ClassId, newId } from '../../../shared/ids'
import { limits } from '../../../shared/limits'

/** What a copy needs to know. */
export interface CopyGround {
  classIds: ReadonlySet<ClassId>
  /** Now, in ms since 1970. */
  now: number
}

/** Copies of boxes on a picture, clipped to it; those of a class that is gone, or outside of it, are left out. */
export function copiesOn(
  boxes: readonly BoxRecord[],
  image: Pick<ImageRow, 'id' | 'width' | 'height'>,
  { classIds, now }: CopyGround,
  shiftPx = 0,
): BoxRecord[] {
  return boxes
    .filter((box) => classIds.has(box.classId))
    .map((box): BoxRecord => {
      const moved = { x1: box.x1 + shiftPx, y1: box.y1 + shiftPx, x2: box.x2 + shiftPx, y2: box.y2 + shiftPx }
      const placed = clip(moved, image.width, image.height)
      return {
        ...box,
        ...placed,
        id: newId<BoxId>(),
        imageId: image.id,
        source: 'drawn',
        runId: null,
        reviewedAt: null,
        createdAt: now,
      }
    })
    .filter((box) => !isDegenerate(box, limits.minBoxPx))
}
