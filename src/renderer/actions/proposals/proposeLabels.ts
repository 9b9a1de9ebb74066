import { useProposals } from '../../state/proposals/proposals'
import { canEdit } from '../canEdit'
import type { Action } from '../types'

/** Opens the form that lets a model propose labels. */
export const proposeLabelsAction: Action = {
  id: 'proposeLabels',
  label: 'Propose labels',
  group: 'Draw',
  keys: ['P'],
  rooms: ['label'],
  edits: true,
  reason: 'Open a project that can be written',
  enabled: canEdit,
  run: () => useProposals.setState({ isFormOpen: true }),
}
