import { useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Select and move boxes. */
export const selectTool: Action = {
  id: 'selectTool',
  label: 'Select and move boxes',
  group: 'Draw',
  keys: ['V'],
  rooms: ['label'],
  checked: () => useSelection.getState().tool === 'select',
  run: () => useSelection.setState({ tool: 'select' }),
}
