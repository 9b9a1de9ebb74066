import type { Action } from '../../../../../actions/types'
import { mayChoose, useFigures } from '../../../../../state/review/figures'
import { keepThese } from '../../../../../state/review/keptThresholds'

export const keepThresholds: Action = {
  id: 'figures.keep',
  label: 'Use these thresholds',
  group: 'Review',
  keys: ['Alt+U'],
  reason: 'Thresholds are chosen on the validation split',
  enabled: () => mayChoose(useFigures.getState()),
  run: keepThese,
}
