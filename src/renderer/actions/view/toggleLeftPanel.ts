import { togglePanel } from '../../components/Panel'
import { useNavigation } from '../../state/studio/navigation'
import type { Action } from '../types'

/** Collapses or opens the left panel of the room. */
export const toggleLeftPanel: Action = {
  id: 'toggleLeftPanel',
  label: 'Show or hide the left panel',
  group: 'View',
  keys: ['['],
  run: () => togglePanel(`${useNavigation.getState().room}.left`),
}
