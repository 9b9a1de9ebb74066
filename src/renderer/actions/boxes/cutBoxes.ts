import { selectedBoxes, useSelection } from '../../state/labels/selection'
import { canEditSelection } from '../canEdit'
import type { Action } from '../types'
import { removeBoxes } from './removeBoxes'

/** Copies the selected boxes and takes them away. */
export const cutBoxes: Action = {
  id: 'cutBoxes',
  label: 'Cut boxes',
  group: 'Edit',
  keys: ['Ctrl+X'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a box first',
  enabled: canEditSelection,
  run: () => {
    const boxes = selectedBoxes()
    useSelection.setState({ clipboard: boxes })
    removeBoxes(boxes, 'Cut')
  },
}
