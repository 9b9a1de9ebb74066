import { useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Draw boxes. */
export const drawTool: Action = {
  id: 'drawTool',
  label: 'Draw boxes',
  group: 'Draw',
  keys: ['W', 'R', 'B'],
  rooms: ['label'],
  checked: () => useSelection.getState().tool === 'draw',
  run: () => useSelection.setState({ tool: 'draw' }),
}
