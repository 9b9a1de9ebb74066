import { bringBack, chosenPictures, hasChosen } from '../../state/labels/takeOut'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Brings the chosen pictures, else the one in hand, back into the project. */
export const bringBackPictures: Action = {
  id: 'bringBack',
  label: 'Bring back into the project',
  group: 'Pictures',
  keys: [],
  rooms: ['label'],
  edits: true,
  reason: 'Open a picture that was taken out first',
  enabled: () => canEdit() && hasChosen(true),
  run: () => bringBack(chosenPictures(true)),
}
