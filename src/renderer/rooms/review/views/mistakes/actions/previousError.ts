import type { Action } from '../../../../../actions/types'
import { currentError, step, useReview } from '../../../../../state/review'

export const previousError: Action = {
  id: 'review.previous',
  label: 'Previous mistake',
  group: 'Review',
  keys: ['Shift+Enter', 'ArrowLeft'],
  rooms: ['review'],
  repeats: true,
  enabled: () => currentError(useReview.getState()) !== null,
  run: () => step(-1),
}
