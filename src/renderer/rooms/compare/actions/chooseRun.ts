import type { Action } from '../../../actions/types'
import { toggleChosen } from '../../../state/compare/compare'
import { currentRun, hasCurrentRun } from './currentRun'

export const chooseRun: Action = {
  id: 'compare.choose',
  label: 'Choose the run for curves and comparison',
  group: 'Compare',
  view: 'runs',
  keys: ['X'],
  reason: 'There is no run in the table',
  enabled: hasCurrentRun,
  run: () => {
    const run = currentRun()
    if (run !== undefined) toggleChosen(run.id)
  },
}
