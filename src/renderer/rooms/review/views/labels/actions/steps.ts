import type { Action } from '../../../../../actions/types'
import { currentSuspect, stepSuspect, useSuspects } from '../../../../../state/review/suspects'

const enabled = () => currentSuspect(useSuspects.getState()) !== null

export const nextSuspect: Action = {
  id: 'labels.next',
  label: 'Next doubted label',
  group: 'Review',
  keys: ['Enter', 'D', 'ArrowRight'],
  rooms: ['review'],
  repeats: true,
  enabled,
  run: () => stepSuspect(1),
}

export const previousSuspect: Action = {
  id: 'labels.previous',
  label: 'Previous doubted label',
  group: 'Review',
  keys: ['Shift+Enter', 'ArrowLeft'],
  rooms: ['review'],
  repeats: true,
  enabled,
  run: () => stepSuspect(-1),
}
