import { useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Hides or shows all boxes. */
export const toggleBoxes: Action = {
  id: 'toggleBoxes',
  label: 'Hide or show the boxes',
  group: 'View',
  keys: ['Ctrl+H'],
  rooms: ['label'],
  run: () => useSelection.setState(({ boxesHidden }) => ({ boxesHidden: !boxesHidden })),
}
