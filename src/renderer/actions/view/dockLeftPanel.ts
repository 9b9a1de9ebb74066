import { dockPanels } from '../../state/studio/panels'
import type { Action } from '../types'

/** Docks what is on the left on the right. */
export const dockLeftPanel: Action = {
  id: 'dockLeftPanel',
  label: 'Dock the left panel on the right',
  group: 'View',
  keys: [],
  run: () => dockPanels('left'),
}
