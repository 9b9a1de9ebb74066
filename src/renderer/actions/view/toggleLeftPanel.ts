import { togglePanels } from '../../state/studio/panels'
import type { Action } from '../types'

/** Collapses or opens what is docked on the left. */
export const toggleLeftPanel: Action = {
  id: 'toggleLeftPanel',
  label: 'Show or hide the left panel',
  group: 'View',
  keys: ['['],
  run: () => togglePanels('left'),
}
