import type { Action } from '../../../actions/types'
import { deleteRun } from '../../../state/training/training'
import { currentRun, hasCurrentRun } from './currentRun'

export const deleteRunAction: Action = {
  id: 'compare.delete',
  label: 'Delete the run',
  group: 'Compare',
  view: 'runs',
  keys: ['Delete'],
  reason: 'There is no run in the table',
  enabled: hasCurrentRun,
  run: () => {
    const run = currentRun()
    if (run !== undefined) void deleteRun(run)
  },
}
