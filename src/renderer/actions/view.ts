import { activeAnnotator } from '../annotator/active'
import { setPreferences, usePreferences } from '../state/studio/preferences'
import type { Action } from './types'

const isShown = () => activeAnnotator() !== null

/** The whole picture. */
export const fitImage: Action = {
  id: 'fitImage',
  label: 'Fit the picture',
  group: 'View',
  keys: ['Ctrl+F', 'Ctrl+0'],
  rooms: ['label', 'review', 'compare'],
  enabled: isShown,
  run: () => activeAnnotator()?.fit(),
}

/** The picture's whole width. */
export const fitWidth: Action = {
  id: 'fitWidth',
  label: 'Fit the width',
  group: 'View',
  keys: ['Ctrl+Shift+F'],
  rooms: ['label', 'review', 'compare'],
  enabled: isShown,
  run: () => activeAnnotator()?.fitWidth(),
}

/** One pixel of the picture on one of the screen. */
export const actualSize: Action = {
  id: 'actualSize',
  label: 'Show at 100 %',
  group: 'View',
  keys: ['Alt+0'],
  rooms: ['label', 'review', 'compare'],
  enabled: isShown,
  run: () => activeAnnotator()?.zoomTo(1),
}

/** Closer. */
export const zoomIn: Action = {
  id: 'zoomIn',
  label: 'Zoom in',
  group: 'View',
  keys: ['Ctrl+=', 'Ctrl++'],
  rooms: ['label', 'review', 'compare'],
  repeats: true,
  enabled: isShown,
  run: () => activeAnnotator()?.zoomBy(1.25),
}

/** Further away. */
export const zoomOut: Action = {
  id: 'zoomOut',
  label: 'Zoom out',
  group: 'View',
  keys: ['Ctrl+-'],
  rooms: ['label', 'review', 'compare'],
  repeats: true,
  enabled: isShown,
  run: () => activeAnnotator()?.zoomBy(1 / 1.25),
}

/** Whether the next picture keeps zoom and place. */
export const toggleKeepView: Action = {
  id: 'toggleKeepView',
  label: 'Keep zoom and place for the next picture',
  group: 'View',
  keys: ['K'],
  rooms: ['label'],
  run: () => setPreferences({ keepView: !usePreferences.getState().keepView }),
}
