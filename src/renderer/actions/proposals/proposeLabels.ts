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
  enabled: canEdit,
  run: () => useProposals.setState({ isFormOpen: true }),
}
