import { currentBoxes, useSelection } from '../../state/labels/selection'
import { hasBoxes } from '../canEdit'
import type { Action } from '../types'

/** Selects every box of the picture. */
export const selectAll: Action = {
  id: 'selectAll',
  label: 'Select all boxes',
  group: 'Edit',
  keys: ['Ctrl+A'],
  rooms: ['label'],
  reason: 'The picture has no boxes',
  enabled: hasBoxes,
  run: () => useSelection.setState({ selected: currentBoxes().map((box) => box.id) }),
}
