import type { Action } from '../../../actions/types'
import { stopTraining } from '../../../state/training/training'
import { isRunning, runInSight } from './shownRun'

export const stopRun: Action = {
  id: 'train.stop',
  label: 'Stop the run and keep its best model',
  group: 'Train',
  keys: ['Shift+S'],
  rooms: ['train'],
  reason: 'The run in sight is not under way',
  enabled: () => {
    const run = runInSight()
    return run !== undefined && isRunning(run)
  },
  run: () => {
    const run = runInSight()
    return run === undefined ? undefined : stopTraining(run.id)
  },
}
