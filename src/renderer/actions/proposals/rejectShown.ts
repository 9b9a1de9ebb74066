import { ghostsHere, rejectGhosts } from '../../state/labels/ghosts'
import { rejectProposals } from '../../state/proposals/judgeProposals'
import { shownProposals } from '../../state/proposals/proposals'
import type { Action } from '../types'
import { canJudge, hasGhosts } from './canJudge'

export const rejectShown: Action = {
  id: 'proposal.rejectShown',
  label: 'Reject all proposals or ghosts in sight',
  group: 'Draw',
  keys: ['Shift+X'],
  rooms: ['label'],
  edits: true,
  reason: 'There are no proposals here',
  enabled: () => hasGhosts() || canJudge(),
  run: () => (hasGhosts() ? rejectGhosts(ghostsHere()) : rejectProposals(shownProposals())),
}
