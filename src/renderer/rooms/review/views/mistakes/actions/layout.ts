import type { QueueView } from '../../../../../../shared/review/queueView'
import type { Action } from '../../../../../actions/types'
import { clearFilters, isFiltered, queueView, setQueueView } from '../../../../../state/review/queueView'

const order: readonly QueueView['layout'][] = ['canvas', 'grid', 'list']
const base = { group: 'Review', rooms: ['review'] } as const

export const nextLayout: Action = {
  ...base,
  id: 'review.layout',
  label: 'Canvas, grid or list of mistakes',
  keys: ['Q'],
  run: () => setQueueView({ layout: order[(order.indexOf(queueView().layout) + 1) % order.length] }),
}

export const clearFiltersAction: Action = {
  ...base,
  id: 'review.clearFilters',
  label: 'Show all mistakes again',
  keys: ['Shift+F'],
  enabled: () => isFiltered(queueView()),
  run: clearFilters,
}
