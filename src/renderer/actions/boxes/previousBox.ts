import type { Action } from '../types'
import { hasSomething, stepBox } from './stepBox'

/** Selects one after the other, backwards. */
export const previousBox: Action = {
  id: 'previousBox',
  label: 'Previous proposal or box',
  group: 'Edit',
  keys: ['Shift+Tab'],
  rooms: ['label'],
  repeats: true,
  reason: 'The picture has no boxes',
  enabled: hasSomething,
  run: () => stepBox(-1),
}
