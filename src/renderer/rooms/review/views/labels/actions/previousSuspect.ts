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
  enabled: hasSuspect,
  run: () => stepSuspect(-1),
}
