import type { Action } from '../../../actions/types'
import { resetAll } from '../../../state/training/settings'

export const resetSettingsAction: Action = {
  id: 'train.resetSettings',
  label: 'Set everything to its default',
  group: 'Train',
  keys: ['Alt+R'],
  rooms: ['train'],
  run: resetAll,
}
