import type { Action } from '../../../../../actions/types'
import { stepPair } from '../../../../../state/review/confusion'
import { hasPair } from './hasPair'

export const previousPair: Action = {
  id: 'figures.previousPair',
  label: 'Previous of the cell',
  group: 'Review',
  keys: ['ArrowUp', 'ArrowLeft'],
  repeats: true,
  reason: 'Open a cell of the confusion matrix first',
  enabled: hasPair,
  run: () => stepPair(-1),
}
