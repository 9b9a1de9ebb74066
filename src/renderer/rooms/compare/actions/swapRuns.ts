import type { Action } from '../../../actions/types'
import { useCompare } from '../../../state/compare/compare'
import { swapPair, usePair } from '../../../state/compare/comparePair'

export const swapRuns: Action = {
  id: 'compare.swap',
  label: 'Swap the two runs',
  group: 'Compare',
  view: 'pair',
  keys: ['Shift+S'],
  reason: 'Compare two runs first',
  enabled: () => useCompare.getState().view === 'pair' && usePair.getState().report !== null,
  run: swapPair,
}
