import { activeAnnotator } from '../../annotator/active'
import type { Action } from '../types'

/** Goes through the boxes that lie under the pointer, from the smallest up. */
export const nextUnderPointer: Action = {
  id: 'nextUnderPointer',
  label: 'Next box under the pointer',
  group: 'Edit',
  keys: ['Q'],
  rooms: ['label'],
  notInMenu: 'The pointer is in the menu then',
  repeats: true,
  run: () => activeAnnotator()?.cycleUnder(1),
}
