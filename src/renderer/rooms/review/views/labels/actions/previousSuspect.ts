import type { Action } from '../../../../../actions/types'
import { stepSuspect } from '../../../../../state/review/suspects'
import { hasSuspect } from './hasSuspect'

export const previousSuspect: Action = {
  id: 'labels.previous',
  label: 'Previous doubted label',
  group: 'Review',
  keys: ['Shift+Enter', 'ArrowLeft'],
  rooms: ['review'],
  repeats: true,
  reason: 'There is no doubted label in sight',
  enabled: hasSuspect,
  run: () => stepSuspect(-1),
}
