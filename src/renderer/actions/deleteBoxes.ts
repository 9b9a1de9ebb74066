import type { BoxRecord } from '../../shared/annotation/schema'
import { countText } from '../../shared/text/count'
import { useBoxView } from '../state/labels/boxView'
import { commit } from '../state/labels/edits'
import { currentBoxes, selectedBoxes, useSelection } from '../state/labels/selection'
import { notify } from '../state/studio/notices'
import { canEditImage, canEditSelection, hasBoxes } from './canEdit'
import { rejectSelected } from './judgeProposals'
import type { Action } from './types'

/** Takes boxes away as one edit; locked ones stay. */
export function removeBoxes(chosen: readonly BoxRecord[], verb = 'Delete'): void {
  const { locked } = useBoxView.getState()
  const boxes = chosen.filter((box) => !locked.has(box.id))
  if (boxes.length < chosen.length) {
    notify({
      tone: 'plain',
      title: `${countText(chosen.length - boxes.length, 'locked box stays', 'locked boxes stay')}`,
      detail: 'Unlock with L to delete.',
    })
  }
  if (
    commit({ label: `${verb} ${countText(boxes.length, 'box', 'boxes')}`, boxes: { removed: [...boxes] } })
  ) {
    useSelection.setState({ selected: [] })
  }
}

/** Deletes the selected boxes, or rejects the selected proposal. */
export const deleteBoxes: Action = {
  id: 'deleteBoxes',
  label: 'Delete the selected boxes, reject the proposal',
  group: 'Edit',
  keys: ['Delete', 'Backspace'],
  rooms: ['label'],
  enabled: () => canEditSelection() || rejectSelected.enabled?.() === true,
  run: () => (selectedBoxes().length > 0 ? removeBoxes(selectedBoxes()) : rejectSelected.run()),
}

/** Deletes every box of the picture. */
export const deleteAllBoxes: Action = {
  id: 'deleteAllBoxes',
  label: 'Delete all boxes of the picture',
  group: 'Edit',
  keys: ['Ctrl+Delete'],
  rooms: ['label'],
  enabled: () => canEditImage() && hasBoxes(),
  run: () => removeBoxes(currentBoxes()),
}
