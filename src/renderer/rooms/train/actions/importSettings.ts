import type { Action } from '../../../actions/types'
import { importSettings } from '../../../state/training/settings'

export const importSettingsAction: Action = {
  id: 'train.importSettings',
  label: 'Import settings',
  group: 'Train',
  keys: ['Ctrl+Shift+I'],
  rooms: ['train'],
  run: importSettings,
}
