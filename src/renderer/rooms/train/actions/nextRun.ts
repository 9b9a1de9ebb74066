import type { Action } from '../../../actions/types'
import { selectRun } from '../../../state/training/training'

export const nextRun: Action = {
  id: 'train.next',
  label: 'Set up the next run',
  group: 'Train',
  keys: ['N'],
  rooms: ['train'],
  run: () => selectRun('next'),
}
