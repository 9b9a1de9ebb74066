import { canEditSelection } from '../canEdit'
import type { Action } from '../types'
import { toggleFlag } from './toggleFlag'

/** The object goes on outside of the picture. */
export const toggleTruncated: Action = {
  id: 'toggleTruncated',
  label: 'Truncated by the picture’s edge',
  group: 'Edit',
  keys: ['T'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a box first',
  enabled: canEditSelection,
  run: () => toggleFlag('truncated'),
}
