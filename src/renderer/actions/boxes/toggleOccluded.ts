import { canEditSelection } from '../canEdit'
import type { Action } from '../types'
import { toggleFlag } from './toggleFlag'

/** Something stands before the object. */
export const toggleOccluded: Action = {
  id: 'toggleOccluded',
  label: 'Occluded',
  group: 'Edit',
  keys: ['O'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a box first',
  enabled: canEditSelection,
  run: () => toggleFlag('occluded'),
}
