import { setCanvasManners, usePreferences } from '../../state/studio/preferences'
import type { Action } from '../types'

/** Shows where one is on the picture while zoomed in. */
export const toggleMinimap: Action = {
  id: 'toggleMinimap',
  label: 'Show or hide the minimap',
  group: 'View',
  keys: ['M'],
  rooms: ['label'],
  run: () => setCanvasManners({ minimap: !usePreferences.getState().canvas.minimap }),
}
