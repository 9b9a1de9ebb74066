import type { Action } from '../../../../../actions/types'
import { stepSuspect } from '../../../../../state/review/suspects'
import { hasSuspect } from './hasSuspect'

export const nextSuspect: Action = {
  id: 'labels.next',
  label: 'Next doubted label',
  group: 'Review',
  keys: ['Enter', 'D', 'ArrowRight'],
  rooms: ['review'],
  repeats: true,
  reason: 'There is no doubted label in sight',
  enabled: hasSuspect,
  run: () => stepSuspect(1),
}
