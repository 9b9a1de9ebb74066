import { setCanvasManners, usePreferences } from '../../state/studio/preferences'
import type { Action } from '../types'

/** Whether edges are drawn to lines. */
export const toggleSnap: Action = {
  id: 'toggleSnap',
  label: 'Snap to edges',
  group: 'Draw',
  keys: ['S'],
  rooms: ['label'],
  checked: () => usePreferences.getState().canvas.snap,
  run: () => setCanvasManners({ snap: !usePreferences.getState().canvas.snap }),
}
