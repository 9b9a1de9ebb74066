import type { Action } from '../../../../../actions/types'
import { step } from '../../../../../state/review/review'
import { hasError } from './hasError'

export const previousError: Action = {
  id: 'review.previous',
  label: 'Previous mistake',
  group: 'Review',
  keys: ['Shift+Enter'],
  rooms: ['review'],
  repeats: true,
  reason: 'There is no mistake in sight',
  enabled: hasError,
  run: () => step(-1),
}
