import { activeAnnotator } from '../../annotator/active'
import type { Action } from '../types'
import { pictureShown } from './pictureShown'

/** Closer. */
export const zoomIn: Action = {
  id: 'zoomIn',
  label: 'Zoom in',
  group: 'View',
  keys: ['Ctrl+=', 'Ctrl++'],
  rooms: ['label', 'review', 'compare'],
  repeats: true,
  reason: 'No picture is in sight',
  enabled: pictureShown,
  run: () => activeAnnotator()?.zoomBy(1.25),
}
