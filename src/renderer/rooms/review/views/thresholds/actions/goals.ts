import type { Action } from '../../../../../actions/types'
import { aim, aimByClass, mayChoose, useFigures } from '../../../../../state/review/figures'

const enabled = () => mayChoose(useFigures.getState())

export const aimAtBestF1: Action = {
  id: 'figures.bestF1',
  label: 'Threshold of best F1',
  group: 'Review',
  keys: ['Alt+F'],
  enabled,
  run: () => aim({ kind: 'f1' }),
}

export const aimAtLeastCost: Action = {
  id: 'figures.leastCost',
  label: 'Threshold of least cost',
  group: 'Review',
  keys: ['Alt+C'],
  enabled,
  run: () => aim({ kind: 'cost', missCost: useFigures.getState().missCost }),
}

export const aimForEachClass: Action = {
  id: 'figures.byClass',
  label: 'A threshold for each class',
  group: 'Review',
  keys: ['Alt+B'],
  enabled,
  run: aimByClass,
}
