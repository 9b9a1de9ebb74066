import { currentGhost, rejectGhosts } from '../../state/labels/ghosts'
import { rejectProposals } from '../../state/proposals/judgeProposals'
import { selectedProposal } from '../../state/proposals/proposals'
import type { Action } from '../types'
import { canJudgeOne, hasGhosts } from './canJudge'

export const rejectSelected: Action = {
  id: 'proposal.reject',
  label: 'Reject the proposal or ghost',
  group: 'Draw',
  keys: ['X'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a proposal first',
  enabled: () => hasGhosts() || canJudgeOne(),
  run: () => {
    const ghost = currentGhost()
    if (ghost !== null) return rejectGhosts([ghost])
    const proposal = selectedProposal()
    if (proposal !== null) rejectProposals([proposal])
  },
}
