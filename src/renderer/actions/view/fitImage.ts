import { activeAnnotator } from '../../annotator/active'
import type { Action } from '../types'
import { pictureShown } from './pictureShown'

/** The whole picture. */
export const fitImage: Action = {
  id: 'fitImage',
  label: 'Fit the picture',
  group: 'View',
  keys: ['Ctrl+F', 'Ctrl+0'],
  rooms: ['label', 'review', 'compare'],
  reason: 'No picture is in sight',
  enabled: pictureShown,
  run: () => activeAnnotator()?.fit(),
}
