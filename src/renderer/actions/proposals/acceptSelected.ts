import { acceptProposal } from '../../state/proposals/judgeProposals'
import { selectedProposal, selectProposal, shownProposals } from '../../state/proposals/proposals'
import type { Action } from '../types'
import { canJudge } from './canJudge'

/** Makes a label of the selected proposal; with none selected, takes the first in hand. */
export const acceptSelected: Action = {
  id: 'proposal.accept',
  label: 'Accept the proposal, go on to the next',
  group: 'Draw',
  keys: ['Enter'],
  rooms: ['label'],
  edits: true,
  reason: 'There are no proposals here',
  enabled: canJudge,
  run: () => {
    const proposal = selectedProposal()
    if (proposal === null) selectProposal(shownProposals()[0].id)
    else acceptProposal(proposal)
  },
}
