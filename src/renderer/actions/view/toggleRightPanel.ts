import { togglePanels } from '../../state/studio/panels'
import type { Action } from '../types'

/** Collapses or opens what is docked on the right. */
export const toggleRightPanel: Action = {
  id: 'toggleRightPanel',
  label: 'Show or hide the right panel',
  group: 'View',
  keys: [']'],
  run: () => togglePanels('right'),
}
