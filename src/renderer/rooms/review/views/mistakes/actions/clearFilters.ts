import type { Action } from '../../../../../actions/types'
import { clearFilters, isFiltered, queueView } from '../../../../../state/review/queueView'

export const clearFiltersAction: Action = {
  id: 'review.clearFilters',
  label: 'Show all mistakes again',
  group: 'Review',
  keys: ['Shift+F'],
  rooms: ['review'],
  reason: 'No filter is set',
  enabled: () => isFiltered(queueView()),
  run: clearFilters,
}
