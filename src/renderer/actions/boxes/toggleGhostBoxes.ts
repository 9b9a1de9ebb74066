import { toggleGhosts } from '../../state/labels/ghosts'
import type { Action } from '../types'

/** Offers the previous picture's boxes on pictures without labels. */
export const toggleGhostBoxes: Action = {
  id: 'toggleGhosts',
  label: 'Offer the previous picture’s boxes as ghosts',
  group: 'Draw',
  keys: ['Shift+P'],
  rooms: ['label'],
  run: toggleGhosts,
}
