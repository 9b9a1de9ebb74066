import { acceptProposal } from '../../state/proposals/judgeProposals'
import { selectedProposal } from '../../state/proposals/proposals'
import type { Action } from '../types'
import { canJudgeOne } from './canJudge'

/** Makes a label of the selected proposal and selects it, to be put right. */
export const mendSelected: Action = {
  id: 'proposal.mend',
  label: 'Accept the proposal and mend it',
  group: 'Draw',
  keys: ['E'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a proposal first',
  enabled: canJudgeOne,
  run: () => {
    const proposal = selectedProposal()
    if (proposal !== null) acceptProposal(proposal, { mend: true })
  },
}
