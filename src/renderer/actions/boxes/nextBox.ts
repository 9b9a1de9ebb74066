import type { Action } from '../types'
import { hasSomething, stepBox } from './stepBox'

/** Selects one after the other. */
export const nextBox: Action = {
  id: 'nextBox',
  label: 'Next proposal or box',
  group: 'Edit',
  keys: ['Tab'],
  rooms: ['label'],
  repeats: true,
  reason: 'The picture has no boxes',
  enabled: hasSomething,
  run: () => stepBox(1),
}
