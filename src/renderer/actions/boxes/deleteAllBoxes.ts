import { currentBoxes } from '../../state/labels/selection'
import { canEditImage, hasBoxes } from '../canEdit'
import type { Action } from '../types'
import { removeBoxes } from './removeBoxes'

/** Deletes every box of the picture. */
export const deleteAllBoxes: Action = {
  id: 'deleteAllBoxes',
  label: 'Delete all boxes of the picture',
  group: 'Edit',
  keys: ['Ctrl+Delete'],
  rooms: ['label'],
  edits: true,
  reason: 'The picture has no boxes',
  enabled: () => canEditImage() && hasBoxes(),
  run: () => removeBoxes(currentBoxes()),
}
