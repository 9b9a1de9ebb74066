import type { Action } from '../../../actions/types'
import { showSeenLabels } from '../../../state/compare/compareLabels'
import { currentRun, hasCurrentRun } from './currentRun'

export const seenLabels: Action = {
  id: 'compare.seenLabels',
  label: 'Show the labels this model saw',
  group: 'Compare',
  view: 'runs',
  keys: ['L'],
  reason: 'Only a run trained here has seen labels',
  enabled: () => hasCurrentRun() && currentRun()?.origin === 'trained',
  run: () => {
    const run = currentRun()
    if (run !== undefined) void showSeenLabels(run.id)
  },
}
