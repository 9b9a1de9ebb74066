import { rejectProposals } from '../../state/proposals/judgeProposals'
import { selectedProposal } from '../../state/proposals/proposals'
import type { Action } from '../types'
import { canJudgeOne } from './canJudge'

export const rejectSelected: Action = {
  id: 'proposal.reject',
  label: 'Reject the proposal',
  group: 'Draw',
  keys: ['X'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a proposal first',
  enabled: canJudgeOne,
  run: () => {
    const proposal = selectedProposal()
    if (proposal !== null) rejectProposals([proposal])
  },
}
