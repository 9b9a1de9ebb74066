import { useNavigation } from '../../state/studio/navigation'
import type { Action } from '../types'

/** Every key, to be looked up and changed. */
export const editKeys: Action = {
  id: 'editKeys',
  label: 'Change the keys',
  group: 'Help',
  keys: ['Ctrl+,'],
  withoutProject: true,
  run: () => useNavigation.setState({ helpOpen: false, keysOpen: true }),
}
