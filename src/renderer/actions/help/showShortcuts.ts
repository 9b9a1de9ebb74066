import { useNavigation } from '../../state/studio/navigation'
import type { Action } from '../types'

/** Shows every key that works here. */
export const showShortcuts: Action = {
  id: 'showShortcuts',
  label: 'Show the keys',
  group: 'Help',
  keys: ['?', 'F1'],
  withoutProject: true,
  run: () => useNavigation.setState({ helpOpen: true }),
}
