import { selectedBoxes } from '../../state/labels/selection'
import { canEditSelection } from '../canEdit'
import { rejectSelected } from '../proposals/rejectSelected'
import type { Action } from '../types'
import { removeBoxes } from './removeBoxes'

/** Deletes the selected boxes, or rejects the selected proposal. */
export const deleteBoxes: Action = {
  id: 'deleteBoxes',
  label: 'Delete the selected boxes, reject the proposal',
  group: 'Edit',
  keys: ['Delete', 'Backspace'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a box or a proposal first',
  enabled: () => canEditSelection() || rejectSelected.enabled?.() === true,
  run: () => (selectedBoxes().length > 0 ? removeBoxes(selectedBoxes()) : rejectSelected.run()),
}
