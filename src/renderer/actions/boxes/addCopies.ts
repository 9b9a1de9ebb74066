import type { BoxRecord } from '../../../shared/annotation/schema'
import { countText as countInEnglish } from '../../../shared/text/count'
import { copiesOn } from '../../annotator/commands/copies'
import { countText } from '../../language/count'
import { t } from '../../language/t'
import { commit } from '../../state/labels/edits'
import { useSelection } from '../../state/labels/selection'
import { rowOf, useProject } from '../../state/project/project'
import { notify } from '../../state/studio/notices'

/** Puts copies of boxes on the picture in sight, clipped to it, as one edit; they become the selection. */
export function addCopies(boxes: readonly BoxRecord[], label: string, shiftPx: number): void {
  const state = useProject.getState()
  const row = rowOf(state, useSelection.getState().imageId)
  if (row === null) return
  const ground = { classIds: new Set(state.classes.map((record) => record.id)), now: Date.now() }
  const copies = copiesOn(boxes, row, ground, shiftPx)
  if (copies.length < boxes.length) {
    notify({
      tone: 'warn',
      title: t('{{boxes}} left out', { boxes: countText(boxes.length - copies.length, 'box', 'boxes') }),
      detail: t('They lie outside this picture, or their class is gone.'),
    })
  }
  if (
    commit({ label: `${label} ${countInEnglish(copies.length, 'box', 'boxes')}`, boxes: { added: copies } })
  ) {
    useSelection.setState({ selected: copies.map((box) => box.id) })
  }
}

/** Pasting where the originals lie would hide them: each copy lies this much further. */
export const SHIFT_PX = 10
