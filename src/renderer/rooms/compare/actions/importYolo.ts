import type { Action } from '../../../actions/types'
import { openPredictions } from '../../../state/review/predictions'

export const importYolo: Action = {
  id: 'compare.importYolo',
  label: 'Import predictions: a folder of YOLO text files',
  group: 'Compare',
  keys: ['Shift+I'],
  run: () => openPredictions('folder'),
}
