import type { Action } from '../../../actions/types'
import { hasItem, stepItem } from './stepItem'

export const previousItem: Action = {
  id: 'compare.previous',
  label: 'Previous run, box or picture',
  group: 'Compare',
  keys: ['ArrowUp', 'ArrowLeft', 'A', 'K'],
  repeats: true,
  reason: 'There is nothing to step through',
  enabled: hasItem,
  run: () => stepItem(-1),
}
