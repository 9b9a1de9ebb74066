import { dockPanels, togglePanels } from '../state/studio/panels'
import type { Action } from './types'

/** Collapses or opens what is docked on the left. */
export const toggleLeftPanel: Action = {
  id: 'toggleLeftPanel',
  label: 'Show or hide the left panel',
  group: 'View',
  keys: ['['],
  run: () => togglePanels('left'),
}

/** Collapses or opens what is docked on the right. */
export const toggleRightPanel: Action = {
  id: 'toggleRightPanel',
  label: 'Show or hide the right panel',
  group: 'View',
  keys: [']'],
  run: () => togglePanels('right'),
}

/** Docks what is on the left on the right. */
export const dockLeftPanel: Action = {
  id: 'dockLeftPanel',
  label: 'Dock the left panel on the right',
  group: 'View',
  keys: [],
  run: () => dockPanels('left'),
}

/** Docks what is on the right on the left. */
export const dockRightPanel: Action = {
  id: 'dockRightPanel',
  label: 'Dock the right panel on the left',
  group: 'View',
  keys: [],
  run: () => dockPanels('right'),
}
