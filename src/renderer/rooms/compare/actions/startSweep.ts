import type { Action } from '../../../actions/types'
import { useCompare } from '../../../state/compare/compare'
import { startSweep, useSweeps } from '../../../state/compare/sweeps'
import { isActive, useTraining } from '../../../state/training/training'

export const startSweepAction: Action = {
  id: 'compare.startSweep',
  label: 'Start the sweep',
  group: 'Compare',
  view: 'sweep',
  keys: ['Ctrl+Enter'],
  reason: 'Set up a sweep first; a training must not be under way',
  enabled: () =>
    useCompare.getState().view === 'sweep' &&
    useSweeps.getState().plan !== null &&
    !isActive(useTraining.getState().progress),
  run: startSweep,
}
