import { chosenPictures, hasChosen, takeOut } from '../../state/labels/takeOut'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Takes the chosen pictures, else the one in hand, out of the project. */
export const takeOutPictures: Action = {
  id: 'takeOut',
  label: 'Take out of the project',
  group: 'Pictures',
  keys: ['Ctrl+Shift+Delete'],
  rooms: ['label'],
  edits: true,
  reason: 'Open a picture of the project first',
  enabled: () => canEdit() && hasChosen(false),
  run: () => takeOut(chosenPictures(false)),
}
