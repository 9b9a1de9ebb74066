import type { QueueView } from '../../../../../../shared/review/queueView'
import type { Action } from '../../../../../actions/types'
import { queueView, setQueueView } from '../../../../../state/review/queueView'

const order: readonly QueueView['layout'][] = ['canvas', 'grid', 'list']

export const nextLayout: Action = {
  id: 'review.layout',
  label: 'Canvas, grid or list of mistakes',
  group: 'Review',
  keys: ['Q'],
  rooms: ['review'],
  run: () => setQueueView({ layout: order[(order.indexOf(queueView().layout) + 1) % order.length] }),
}
