import { togglePanel } from '../../components/Panel'
import { useNavigation } from '../../state/studio/navigation'
import type { Action } from '../types'

/** Collapses or opens the right panel of the room. */
export const toggleRightPanel: Action = {
  id: 'toggleRightPanel',
  label: 'Show or hide the right panel',
  group: 'View',
  keys: [']'],
  run: () => togglePanel(`${useNavigation.getState().room}.right`),
}
