import type { Action } from '../../../../../actions/types'
import { currentError, step, useReview } from '../../../../../state/review'

export const nextError: Action = {
  id: 'review.next',
  label: 'Next mistake',
  group: 'Review',
  keys: ['Enter', 'D', 'ArrowRight'],
  rooms: ['review'],
  repeats: true,
  enabled: () => currentError(useReview.getState()) !== null,
  run: () => step(1),
}
