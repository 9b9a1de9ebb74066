import type { Action } from '../../../actions/types'
import { useCompare } from '../../../state/compare/compare'
import { pauseSweep, resumeSweep, useSweeps } from '../../../state/compare/sweeps'

export function shownSweep() {
  const { sweeps, shownId } = useSweeps.getState()
  return sweeps.find(({ record }) => record.id === shownId) ?? sweeps[0]
}

export const pauseSweepAction: Action = {
  id: 'compare.pauseSweep',
  label: 'Pause the sweep, or go on with it',
  group: 'Compare',
  view: 'sweep',
  keys: ['P'],
  reason: 'There is no sweep',
  enabled: () => useCompare.getState().view === 'sweep' && shownSweep() !== undefined,
  run: () => {
    const sweep = shownSweep()
    if (sweep === undefined) return
    if (sweep.isActive) void pauseSweep(sweep.record.id)
    else if (['paused', 'running'].includes(sweep.record.status)) void resumeSweep(sweep.record.id)
  },
}
