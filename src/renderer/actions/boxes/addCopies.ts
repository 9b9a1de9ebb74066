import type { BoxRecord } from '../../../shared/annotation/schema'
import { clip, isDegenerate } from '../../../shared/geometry/box'
import { type BoxId, newId } from '../../../shared/ids'
import { limits } from '../../../shared/limits'
import { countText } from '../../../shared/text/count'
import { commit } from '../../state/labels/edits'
import { useSelection } from '../../state/labels/selection'
import { rowOf, useProject } from '../../state/project/project'
import { notify } from '../../state/studio/notices'

/** Puts copies of boxes on the picture in sight, clipped to it, as one edit; they become the selection. */
export function addCopies(boxes: readonly BoxRecord[], label: string, shiftPx: number): void {
  const state = useProject.getState()
  const row = rowOf(state, useSelection.getState().imageId)
  if (row === null) return
  const known = new Set(state.classes.map((record) => record.id))
  const now = Date.now()
  const copies = boxes
    .filter((box) => known.has(box.classId))
    .map((box): BoxRecord => {
      const moved = { x1: box.x1 + shiftPx, y1: box.y1 + shiftPx, x2: box.x2 + shiftPx, y2: box.y2 + shiftPx }
      const placed = clip(moved, row.width, row.height)
      return { ...box, ...placed, id: newId<BoxId>(), imageId: row.id, source: 'drawn', createdAt: now }
    })
    .filter((box) => !isDegenerate(box, limits.minBoxPx))
  if (copies.length < boxes.length) {
    notify({
      tone: 'warn',
      title: `${countText(boxes.length - copies.length, 'box', 'boxes')} left out`,
      detail: 'They lie outside this picture, or their class is gone.',
    })
  }
  if (commit({ label: `${label} ${countText(copies.length, 'box', 'boxes')}`, boxes: { added: copies } })) {
    useSelection.setState({ selected: copies.map((box) => box.id) })
  }
}

/** Pasting where the originals lie would hide them: each copy lies this much further. */
export const SHIFT_PX = 10
