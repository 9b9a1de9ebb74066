import { toggleHidden } from '../../state/labels/boxView'
import { selectedBoxes, useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Hides the selected boxes. */
export const hideSelected: Action = {
  id: 'hideSelected',
  label: 'Hide the selected boxes',
  group: 'View',
  keys: ['Alt+H'],
  rooms: ['label'],
  reason: 'Select a box first',
  enabled: () => selectedBoxes().length > 0,
  run: () => toggleHidden(useSelection.getState().selected),
}
