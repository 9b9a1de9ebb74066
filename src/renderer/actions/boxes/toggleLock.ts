import { toggleLocked } from '../../state/labels/boxView'
import { selectedBoxes, useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Holds the selected boxes fast, or frees them. */
export const toggleLock: Action = {
  id: 'toggleLock',
  label: 'Lock or unlock the selected boxes',
  group: 'Edit',
  keys: ['L'],
  rooms: ['label'],
  reason: 'Select a box first',
  enabled: () => selectedBoxes().length > 0,
  run: () => toggleLocked(useSelection.getState().selected),
}
