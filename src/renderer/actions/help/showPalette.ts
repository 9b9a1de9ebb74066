import { useNavigation } from '../../state/studio/navigation'
import type { Action } from '../types'

/** One field that finds everything. */
export const showPalette: Action = {
  id: 'showPalette',
  label: 'Search',
  group: 'Help',
  keys: ['Ctrl+K'],
  run: () => useNavigation.setState({ paletteOpen: true }),
}
