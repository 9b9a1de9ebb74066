import type { Action } from '../../../actions/types'
import { hasItem, stepItem } from './stepItem'

export const nextItem: Action = {
  id: 'compare.next',
  label: 'Next run, box or picture',
  group: 'Compare',
  keys: ['ArrowDown', 'ArrowRight', 'D', 'J'],
  repeats: true,
  reason: 'There is nothing to step through',
  enabled: hasItem,
  run: () => stepItem(1),
}
