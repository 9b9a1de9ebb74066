import type { Action } from '../../../actions/types'
import { exportSettings } from '../../../state/training/settings'

export const exportSettingsAction: Action = {
  id: 'train.exportSettings',
  label: 'Export the settings',
  group: 'Train',
  keys: ['Ctrl+Shift+E'],
  rooms: ['train'],
  run: exportSettings,
}
