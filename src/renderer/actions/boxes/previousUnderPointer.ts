import { activeAnnotator } from '../../annotator/active'
import type { Action } from '../types'

/** The same, from the largest down. */
export const previousUnderPointer: Action = {
  id: 'previousUnderPointer',
  label: 'Previous box under the pointer',
  group: 'Edit',
  keys: ['Shift+Q'],
  rooms: ['label'],
  notInMenu: 'The pointer is in the menu then',
  repeats: true,
  run: () => activeAnnotator()?.cycleUnder(-1),
}
