import type { Action } from '../../../actions/types'
import { stopSweep } from '../../../state/compare/sweeps'
import { shownSweep } from './pauseSweep'

export const stopSweepAction: Action = {
  id: 'compare.stopSweep',
  label: 'Stop the sweep; its runs stay',
  group: 'Compare',
  view: 'sweep',
  keys: ['Shift+P'],
  reason: 'No sweep is under way or paused',
  enabled: () => {
    const sweep = shownSweep()
    return sweep !== undefined && (sweep.isActive || ['paused', 'running'].includes(sweep.record.status))
  },
  run: () => {
    const sweep = shownSweep()
    return sweep === undefined ? undefined : stopSweep(sweep.record.id)
  },
}
