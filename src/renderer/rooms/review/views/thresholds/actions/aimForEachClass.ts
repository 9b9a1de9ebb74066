import type { Action } from '../../../../../actions/types'
import { aimByClass } from '../../../../../state/review/figures'
import { mayAim } from './mayAim'

export const aimForEachClass: Action = {
  id: 'figures.byClass',
  label: 'A threshold for each class',
  group: 'Review',
  keys: ['Alt+B'],
  reason: 'Thresholds are chosen on the validation split',
  enabled: mayAim,
  run: aimByClass,
}
