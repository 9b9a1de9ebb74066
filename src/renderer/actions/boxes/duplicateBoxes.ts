import { selectedBoxes } from '../../state/labels/selection'
import { canEditSelection } from '../canEdit'
import type { Action } from '../types'
import { addCopies, SHIFT_PX } from './addCopies'

/** Copies the selected boxes a little aside. */
export const duplicateBoxes: Action = {
  id: 'duplicateBoxes',
  label: 'Duplicate boxes',
  group: 'Edit',
  keys: ['Ctrl+D'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a box first',
  enabled: canEditSelection,
  run: () => addCopies(selectedBoxes(), 'Duplicate', SHIFT_PX),
}
