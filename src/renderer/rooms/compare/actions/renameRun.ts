import type { Action } from '../../../actions/types'
import { startRenaming } from '../../../state/compare/compare'
import { currentRun, hasCurrentRun } from './currentRun'

export const renameRun: Action = {
  id: 'compare.rename',
  label: 'Rename the run',
  group: 'Compare',
  view: 'runs',
  keys: ['F2'],
  reason: 'There is no run in the table',
  enabled: hasCurrentRun,
  run: () => {
    const run = currentRun()
    if (run !== undefined) startRenaming(run.id)
  },
}
