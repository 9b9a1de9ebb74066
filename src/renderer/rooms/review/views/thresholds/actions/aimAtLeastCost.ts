import type { Action } from '../../../../../actions/types'
import { aim, useFigures } from '../../../../../state/review/figures'
import { mayAim } from './mayAim'

export const aimAtLeastCost: Action = {
  id: 'figures.leastCost',
  label: 'Threshold of least cost',
  group: 'Review',
  keys: ['Alt+C'],
  enabled: mayAim,
  run: () => aim({ kind: 'cost', missCost: useFigures.getState().missCost }),
}
