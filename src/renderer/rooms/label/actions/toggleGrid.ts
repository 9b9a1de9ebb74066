import type { Action } from '../../../actions/types'
import { setPreferences, usePreferences } from '../../../state/studio/preferences'

/** Pictures one under the other with their names, or side by side. */
export const toggleGrid: Action = {
  id: 'toggleGrid',
  label: 'Pictures as list or grid',
  group: 'Pictures',
  keys: ['Ctrl+Shift+G'],
  run: () => setPreferences({ pictureGrid: !usePreferences.getState().pictureGrid }),
}
