import { activeAnnotator } from '../../annotator/active'
import type { Action } from '../types'
import { pictureShown } from './pictureShown'

/** The picture's whole width. */
export const fitWidth: Action = {
  id: 'fitWidth',
  label: 'Fit the width',
  group: 'View',
  keys: ['Ctrl+Shift+F'],
  rooms: ['label', 'review', 'compare'],
  reason: 'No picture is in sight',
  enabled: pictureShown,
  run: () => activeAnnotator()?.fitWidth(),
}
