import type { Action } from '../../../actions/types'
import { openPredictions } from '../../../state/review/predictions'

export const importCoco: Action = {
  id: 'compare.importCoco',
  label: 'Import predictions: COCO results',
  group: 'Compare',
  keys: ['I'],
  run: () => openPredictions('file'),
}
