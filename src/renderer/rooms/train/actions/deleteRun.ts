import type { Action } from '../../../actions/types'
import { deleteRun } from '../../../state/training/training'
import { isRunning, runInSight } from './shownRun'

export const deleteShownRun: Action = {
  id: 'train.delete',
  label: 'Delete this run',
  group: 'Train',
  keys: ['Delete'],
  rooms: ['train'],
  reason: 'A run must be in sight, and not under way',
  enabled: () => {
    const run = runInSight()
    return run !== undefined && !isRunning(run)
  },
  run: () => {
    const run = runInSight()
    return run === undefined ? undefined : deleteRun(run)
  },
}
