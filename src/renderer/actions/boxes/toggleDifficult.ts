import { canEditSelection } from '../canEdit'
import type { Action } from '../types'
import { toggleFlag } from './toggleFlag'

/** Neither trained on nor counted. */
export const toggleDifficult: Action = {
  id: 'toggleDifficult',
  label: 'Difficult: not trained on, not counted',
  group: 'Edit',
  keys: ['F'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a box first',
  enabled: canEditSelection,
  run: () => toggleFlag('difficult'),
}
