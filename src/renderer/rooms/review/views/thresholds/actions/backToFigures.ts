import type { Action } from '../../../../../actions/types'
import { shownPair, showPair, toggleCell, useConfusion } from '../../../../../state/review/confusion'

/** One level out: from the picture to the figures, then out of the cell. */
export const backToFigures: Action = {
  id: 'figures.back',
  label: 'Back to the figures',
  group: 'Review',
  keys: ['Escape'],
  reason: 'Open a cell of the confusion matrix first',
  enabled: () => useConfusion.getState().cell !== null,
  run: () => {
    const state = useConfusion.getState()
    if (shownPair(state) !== null) return showPair(null)
    if (state.cell !== null) toggleCell(state.cell.row, state.cell.column)
  },
}
