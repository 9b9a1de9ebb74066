import type { Action } from '../../../actions/types'
import { undoApplied, useSettings } from '../../../state/training/settings'

export const undoSettingsAction: Action = {
  id: 'train.undoSettings',
  label: 'Undo the settings applied last',
  group: 'Train',
  keys: ['Alt+Z'],
  rooms: ['train'],
  reason: 'No settings were applied',
  enabled: () => useSettings.getState().applied.length > 0,
  run: undoApplied,
}
