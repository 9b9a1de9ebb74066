import { dockPanels } from '../../state/studio/panels'
import type { Action } from '../types'

/** Docks what is on the right on the left. */
export const dockRightPanel: Action = {
  id: 'dockRightPanel',
  label: 'Dock the right panel on the left',
  group: 'View',
  keys: [],
  run: () => dockPanels('right'),
}
