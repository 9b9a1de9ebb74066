import type { Action } from '../../../../../actions/types'
import { stepPair } from '../../../../../state/review/confusion'
import { hasPair } from './hasPair'

export const nextPair: Action = {
  id: 'figures.nextPair',
  label: 'Next of the cell',
  group: 'Review',
  keys: ['ArrowDown', 'ArrowRight'],
  repeats: true,
  reason: 'Open a cell of the confusion matrix first',
  enabled: hasPair,
  run: () => stepPair(1),
}
