import { activeAnnotator } from '../../annotator/active'
import { useSelection } from '../../state/labels/selection'
import { selectedProposal, selectProposal } from '../../state/proposals/proposals'
import type { Action } from '../types'
import { closeToolCard } from '../view/toolCards'

/** Backs out one level: the gesture, then the card beside the tools, the selection, drawing. */
export const backOut: Action = {
  id: 'backOut',
  label: 'Back out: gesture, selection, tool',
  group: 'Edit',
  keys: ['Escape'],
  rooms: ['label'],
  run: () => {
    const { naming, selected, tool } = useSelection.getState()
    if (activeAnnotator()?.cancel()) return
    if (naming !== null) return useSelection.setState({ naming: null })
    if (closeToolCard()) return
    if (selected.length > 0) return useSelection.setState({ selected: [] })
    if (selectedProposal() !== null) return selectProposal(null)
    if (tool === 'draw') useSelection.setState({ tool: 'select' })
  },
}
