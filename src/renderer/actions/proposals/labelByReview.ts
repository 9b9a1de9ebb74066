import { beginLoop } from '../../state/proposals/labelLoop'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Label a few, train, judge what the model proposes on the pictures that teach most, and again. */
export const labelByReview: Action = {
  id: 'labelByReview',
  label: 'Label by review',
  group: 'Pictures',
  keys: [],
  rooms: ['label', 'train', 'review'],
  edits: true,
  reason: 'Open a project that can be written',
  enabled: canEdit,
  run: beginLoop,
}
