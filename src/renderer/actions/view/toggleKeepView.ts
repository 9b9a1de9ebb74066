import { setPreferences, usePreferences } from '../../state/studio/preferences'
import type { Action } from '../types'

/** Whether the next picture keeps zoom and place. */
export const toggleKeepView: Action = {
  id: 'toggleKeepView',
  label: 'Keep zoom and place for the next picture',
  group: 'View',
  keys: ['K'],
  rooms: ['label'],
  checked: () => usePreferences.getState().keepView,
  run: () => setPreferences({ keepView: !usePreferences.getState().keepView }),
}
