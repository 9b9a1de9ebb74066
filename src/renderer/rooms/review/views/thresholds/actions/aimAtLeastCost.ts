import type { Action } from '../../../../../actions/types'
import { aim, useFigures } from '../../../../../state/review/figures'
import { mayAim } from './mayAim'

export const aimAtLeastCost: Action = {
  id: 'figures.leastCost',
  label: 'Threshold of least cost',
  group: 'Review',
  keys: ['Alt+C'],
  reason: 'Thresholds are chosen on the validation split',
  enabled: mayAim,
  run: () => aim({ kind: 'cost', missCost: useFigures.getState().missCost }),
}
