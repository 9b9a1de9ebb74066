import { activeAnnotator } from '../../annotator/active'
import type { Action } from '../types'
import { pictureShown } from './pictureShown'

/** Further away. */
export const zoomOut: Action = {
  id: 'zoomOut',
  label: 'Zoom out',
  group: 'View',
  keys: ['Ctrl+-'],
  rooms: ['label', 'review', 'compare'],
  repeats: true,
  reason: 'No picture is in sight',
  enabled: pictureShown,
  run: () => activeAnnotator()?.zoomBy(1 / 1.25),
}
