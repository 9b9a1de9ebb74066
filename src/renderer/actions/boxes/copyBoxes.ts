import { selectedBoxes, useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Copies the selected boxes. */
export const copyBoxes: Action = {
  id: 'copyBoxes',
  label: 'Copy boxes',
  group: 'Edit',
  keys: ['Ctrl+C'],
  rooms: ['label'],
  reason: 'Select a box first',
  enabled: () => selectedBoxes().length > 0,
  run: () => useSelection.setState({ clipboard: selectedBoxes() }),
}
