import { useSelection } from '../../state/labels/selection'
import type { Action } from '../types'

/** Shows the bare picture while the key is down. */
export const peek: Action = {
  id: 'peek',
  label: 'Look under the boxes (hold)',
  group: 'View',
  keys: ['H'],
  rooms: ['label'],
  notInMenu: 'It lasts while its key is held',
  run: () => useSelection.setState({ peeking: true }),
  release: () => useSelection.setState({ peeking: false }),
}
