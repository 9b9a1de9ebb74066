import type { BoxRecord } from '../../shared/annotation/schema'
import { countText } from '../../shared/text/count'
import { commit } from '../state/labels/edits'
import { currentBoxes, selectedBoxes, useSelection } from '../state/labels/selection'
import { canEditImage, canEditSelection, hasBoxes } from './canEdit'
import { rejectSelected } from './judgeProposals'
import type { Action } from './types'

/** Takes boxes away as one edit. */
export function removeBoxes(boxes: readonly BoxRecord[], verb = 'Delete'): void {
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
