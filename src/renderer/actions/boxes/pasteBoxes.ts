import { currentBoxes, useSelection } from '../../state/labels/selection'
import { canEditImage } from '../canEdit'
import type { Action } from '../types'
import { addCopies, SHIFT_PX } from './addCopies'

/** Pastes: on another picture in the same place, on the same one a little aside. */
export const pasteBoxes: Action = {
  id: 'pasteBoxes',
  label: 'Paste boxes',
  group: 'Edit',
  keys: ['Ctrl+V'],
  rooms: ['label'],
  edits: true,
  reason: 'Copy a box first',
  enabled: () => canEditImage() && useSelection.getState().clipboard.length > 0,
  run: () => {
    const { clipboard } = useSelection.getState()
    const here = new Set(currentBoxes().map((box) => box.id))
    addCopies(clipboard, 'Paste', clipboard.some((box) => here.has(box.id)) ? SHIFT_PX : 0)
  },
}
