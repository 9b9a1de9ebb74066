import type { Action } from '../../../actions/types'
import { describeRun } from '../../../state/training/training'
import { currentRun, hasCurrentRun } from './currentRun'

export const starRun: Action = {
  id: 'compare.star',
  label: 'Star the run, or take the star off',
  group: 'Compare',
  view: 'runs',
  keys: ['S'],
  reason: 'There is no run in the table',
  enabled: hasCurrentRun,
  run: () => {
    const run = currentRun()
    if (run !== undefined) void describeRun(run.id, { starred: !run.starred })
  },
}
