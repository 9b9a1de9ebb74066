import type { Action } from '../../../../../actions/types'
import { aim } from '../../../../../state/review/figures'
import { mayAim } from './mayAim'

export const aimAtBestF1: Action = {
  id: 'figures.bestF1',
  label: 'Threshold of best F1',
  group: 'Review',
  keys: ['Alt+F'],
  reason: 'Thresholds are chosen on the validation split',
  enabled: mayAim,
  run: () => aim({ kind: 'f1' }),
}
