import { canEditSelection } from '../canEdit'
import type { Action } from '../types'
import { toggleFlag } from './toggleFlag'

/** The box covers a group. */
export const toggleCrowd: Action = {
  id: 'toggleCrowd',
  label: 'Crowd: a group, ignored in training and figures',
  group: 'Edit',
  keys: ['G'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a box first',
  enabled: canEditSelection,
  run: () => toggleFlag('crowd'),
}
