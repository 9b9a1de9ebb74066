import type { Action } from '../../../../../actions/types'
import { toggleLossMap } from '../../../../../state/lossMap'
import { currentError, useReview } from '../../../../../state/review'

export const toggleWeightMap: Action = {
  id: 'review.weightMap',
  label: 'Show or hide where the loss looks',
  group: 'Review',
  keys: ['W'],
  rooms: ['review'],
  enabled: () => currentError(useReview.getState()) !== null,
  run: toggleLossMap,
}
