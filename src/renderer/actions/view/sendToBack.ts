import { moveInStack } from '../../state/labels/boxView'
import { selectedBoxes, useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Puts the selected boxes behind the others. */
export const sendToBack: Action = {
  id: 'sendToBack',
  label: 'Send the selected boxes to the back',
  group: 'View',
  keys: ['Ctrl+['],
  rooms: ['label'],
  reason: 'Select a box first',
  enabled: () => selectedBoxes().length > 0,
  run: () => moveInStack(useSelection.getState().selected, 'back'),
}
