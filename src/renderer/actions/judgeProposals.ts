import { acceptProposal, acceptProposals, rejectProposals } from '../state/proposals/judgeProposals'
import { selectedProposal, selectProposal, shownProposals } from '../state/proposals/proposals'
import { canEditImage } from './canEdit'
import type { Action } from './types'

/** Proposals are in sight and may be judged. */
export function canJudge(): boolean {
  return canEditImage() && shownProposals().length > 0
}

const canJudgeOne = () => canEditImage() && selectedProposal() !== null

/** Makes a label of the selected proposal; with none selected, takes the first in hand. */
export const acceptSelected: Action = {
  id: 'proposal.accept',
  label: 'Accept the proposal, go on to the next',
  group: 'Draw',
  keys: ['Enter'],
  rooms: ['label'],
  enabled: canJudge,
  run: () => {
    const proposal = selectedProposal()
    if (proposal === null) selectProposal(shownProposals()[0].id)
    else acceptProposal(proposal)
  },
}

/** Makes a label of the selected proposal and selects it, to be put right. */
export const mendSelected: Action = {
  id: 'proposal.mend',
  label: 'Accept the proposal and mend it',
  group: 'Draw',
  keys: ['E'],
  rooms: ['label'],
  enabled: canJudgeOne,
  run: () => {
    const proposal = selectedProposal()
    if (proposal !== null) acceptProposal(proposal, { mend: true })
  },
}

export const rejectSelected: Action = {
  id: 'proposal.reject',
  label: 'Reject the proposal',
  group: 'Draw',
  keys: ['X'],
  rooms: ['label'],
  enabled: canJudgeOne,
  run: () => {
    const proposal = selectedProposal()
    if (proposal !== null) rejectProposals([proposal])
  },
}

export const acceptShown: Action = {
  id: 'proposal.acceptShown',
  label: 'Accept all proposals in sight',
  group: 'Draw',
  keys: ['Shift+A'],
  rooms: ['label'],
  enabled: canJudge,
  run: () => acceptProposals(shownProposals()),
}

export const rejectShown: Action = {
  id: 'proposal.rejectShown',
  label: 'Reject all proposals in sight',
  group: 'Draw',
  keys: ['Shift+X'],
  rooms: ['label'],
  enabled: canJudge,
  run: () => rejectProposals(shownProposals()),
}
