import { activeAnnotator } from '../annotator/active'
import { notify } from '../state/studio/notices'
import { setCanvasManners, usePreferences } from '../state/studio/preferences'
import { canEditSelection } from './canEdit'
import type { Action } from './types'

/** Whether edges are drawn to lines. */
export const toggleSnap: Action = {
  id: 'toggleSnap',
  label: 'Snap to edges',
  group: 'Draw',
  keys: ['S'],
  rooms: ['label'],
  run: () => setCanvasManners({ snap: !usePreferences.getState().canvas.snap }),
}

/** Draws each edge of the selected boxes to the nearest line, once. */
export const snapSelected: Action = {
  id: 'snapSelected',
  label: 'Snap the selected boxes now',
  group: 'Edit',
  keys: ['Shift+S'],
  rooms: ['label'],
  enabled: canEditSelection,
  run: () => {
    if (activeAnnotator()?.snapSelected() === false)
      notify({ tone: 'plain', title: 'No edge is near enough to snap to' })
  },
}
