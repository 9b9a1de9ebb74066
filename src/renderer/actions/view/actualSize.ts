import { activeAnnotator } from '../../annotator/active'
import type { Action } from '../types'
import { pictureShown } from './pictureShown'

/** One pixel of the picture on one of the screen. */
export const actualSize: Action = {
  id: 'actualSize',
  label: 'Show at 100 %',
  group: 'View',
  keys: ['Alt+0'],
  rooms: ['label', 'review', 'compare'],
  reason: 'No picture is in sight',
  enabled: pictureShown,
  run: () => activeAnnotator()?.zoomTo(1),
}
