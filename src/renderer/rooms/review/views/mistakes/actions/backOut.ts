import type { Action } from '../../../../../actions/types'
import { backOutOfReview } from '../../../../../state/review/verdicts'

export const backOutAction: Action = {
  id: 'review.backOut',
  label: 'Back out: list of classes, edit',
  group: 'Review',
  keys: ['Escape'],
  rooms: ['review'],
  run: backOutOfReview,
}
