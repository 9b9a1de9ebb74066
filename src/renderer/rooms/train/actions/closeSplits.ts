import type { Action } from '../../../actions/types'
import { closeSplits, useSplits } from '../../../state/project/splits'

export const closeSplitsAction: Action = {
  id: 'train.closeSplits',
  label: 'Close the deal of the pictures',
  group: 'Train',
  keys: ['Escape'],
  rooms: ['train'],
  reason: 'The deal of the pictures is not open',
  enabled: () => useSplits.getState().isOpen,
  run: closeSplits,
}
