import { setPreferences, usePreferences } from '../../state/studio/preferences'
import type { Action } from '../types'

/** Pictures one under the other with their names, or side by side. */
export const toggleGrid: Action = {
  id: 'toggleGrid',
  label: 'Pictures as list or grid',
  group: 'Pictures',
  keys: ['Ctrl+Shift+G'],
  run: () => setPreferences({ pictureGrid: !usePreferences.getState().pictureGrid }),
}
