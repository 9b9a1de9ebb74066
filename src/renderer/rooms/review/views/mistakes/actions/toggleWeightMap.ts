import type { Action } from '../../../../../actions/types'
import { currentError, useReview } from '../../../../../state/review/review'
import { toggleLossMap } from '../../../../../state/training/lossMap'

export const toggleWeightMap: Action = {
  id: 'review.weightMap',
  label: 'Show or hide where the loss looks',
  group: 'Review',
  keys: ['W'],
  rooms: ['review'],
  reason: 'There is no mistake in sight',
  enabled: () => currentError(useReview.getState()) !== null,
  run: toggleLossMap,
}
