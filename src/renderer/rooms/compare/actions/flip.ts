import type { Action } from '../../../actions/types'
import { useCompare } from '../../../state/compare/compare'
import { flipLabels, useSeenLabels } from '../../../state/compare/compareLabels'
import { flip, openedChange, usePair } from '../../../state/compare/comparePair'

const canFlip = () => {
  const { view } = useCompare.getState()
  if (view === 'labels') return useSeenLabels.getState().seen !== null
  return view === 'pair' && openedChange(usePair.getState()) !== null
}

/** Shows the other side while the key is down. */
export const flipSides: Action = {
  id: 'compare.flip',
  label: 'Show the other side (hold)',
  group: 'Compare',
  keys: ['Z'],
  notInMenu: 'It lasts while its key is held',
  reason: 'Open a box of the comparison first',
  enabled: canFlip,
  run: () => {
    if (useCompare.getState().view === 'labels') flipLabels(true)
    else flip(true)
  },
  release: () => {
    flipLabels(false)
    flip(false)
  },
}
