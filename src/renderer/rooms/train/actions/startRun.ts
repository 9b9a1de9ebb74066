import type { Action } from '../../../actions/types'
import { canStart, selectRun, startTraining, useTraining } from '../../../state/training/training'

export const startRun: Action = {
  id: 'train.start',
  label: 'Train with the settings shown',
  group: 'Train',
  keys: ['Ctrl+Enter'],
  rooms: ['train'],
  reason: 'Not ready to train: see the problems in Train',
  enabled: () => canStart(useTraining.getState()),
  run: () => {
    selectRun('next')
    return startTraining()
  },
}
