import type { Action } from '../../../actions/types'
import { clearChosen, showCompareView, useCompare } from '../../../state/compare/compare'
import { openChange, openedChange, usePair } from '../../../state/compare/comparePair'

/** Backs out one level: the open box, the view, the choice of runs. */
export const backOut: Action = {
  id: 'compare.backOut',
  label: 'Back out: box, view, choice',
  group: 'Compare',
  keys: ['Escape'],
  run: () => {
    const { view } = useCompare.getState()
    if (view === 'pair' && openedChange(usePair.getState()) !== null) openChange(null)
    else if (view !== 'runs') showCompareView('runs')
    else clearChosen()
  },
}
