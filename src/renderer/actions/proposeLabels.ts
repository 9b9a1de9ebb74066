import { beginLoop } from '../state/proposals/labelLoop'
import { useProposals } from '../state/proposals/proposals'
import { canEdit } from './canEdit'
import type { Action } from './types'

/** Opens the form that lets a model propose labels. */
export const proposeLabelsAction: Action = {
  id: 'proposeLabels',
  label: 'Propose labels',
  group: 'Draw',
  keys: ['P'],
  rooms: ['label'],
  enabled: canEdit,
  run: () => useProposals.setState({ isFormOpen: true }),
}

/** Label a few, train, judge what the model proposes on the pictures that teach most, and again. */
export const labelByReview: Action = {
  id: 'labelByReview',
  label: 'Label by review',
  group: 'Pictures',
  keys: [],
  rooms: ['label', 'train', 'review'],
  enabled: canEdit,
  run: beginLoop,
}
