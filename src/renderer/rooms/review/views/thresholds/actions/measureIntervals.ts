import type { Action } from '../../../../../actions/types'
import { measureIntervals, useFigures } from '../../../../../state/review/figures'

export const measureIntervalsAction: Action = {
  id: 'figures.intervals',
  label: 'Measure the 95 % intervals',
  group: 'Review',
  keys: ['Alt+I'],
  reason: 'They are measured already, or no run is in sight',
  enabled: () => {
    const { runId, measuring, intervals } = useFigures.getState()
    return runId !== null && measuring === null && intervals === null
  },
  run: measureIntervals,
}
