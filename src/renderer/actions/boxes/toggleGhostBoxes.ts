import { toggleGhosts } from '../../state/labels/ghosts'
import { usePreferences } from '../../state/studio/preferences'
import type { Action } from '../types'

/** Offers the previous picture's boxes on pictures without labels. */
export const toggleGhostBoxes: Action = {
  id: 'toggleGhosts',
  label: 'Offer the previous picture’s boxes as ghosts',
  group: 'Draw',
  keys: ['Shift+P'],
  rooms: ['label'],
  checked: () => usePreferences.getState().canvas.ghosts,
  run: toggleGhosts,
}
