import { moveInStack } from '../../state/labels/boxView'
import { selectedBoxes, useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Puts the selected boxes before the others. */
export const bringToFront: Action = {
  id: 'bringToFront',
  label: 'Bring the selected boxes to the front',
  group: 'View',
  keys: ['Ctrl+]'],
  rooms: ['label'],
  reason: 'Select a box first',
  enabled: () => selectedBoxes().length > 0,
  run: () => moveInStack(useSelection.getState().selected, 'front'),
}
