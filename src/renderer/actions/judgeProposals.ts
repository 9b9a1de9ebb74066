import { activeAnnotator } from '../annotator/active'
import { acceptGhosts, currentGhost, ghostsHere, rejectGhosts } from '../state/labels/ghosts'
import { acceptProposal, acceptProposals, rejectProposals } from '../state/proposals/judgeProposals'
import { selectedProposal, selectProposal, shownProposals } from '../state/proposals/proposals'
import { canEditImage } from './canEdit'
import type { Action } from './types'

/** Proposals are in sight and may be judged. */
export function canJudge(): boolean {
  return canEditImage() && shownProposals().length > 0
}

const canJudgeOne = () => canEditImage() && selectedProposal() !== null
/** Ghosts come first: they stand on pictures without labels, and are judged by the same keys. */
const hasGhosts = () => canEditImage() && ghostsHere().length > 0
const hasCrosshair = () => canEditImage() && activeAnnotator()?.crosshair != null

/** Sets a corner where the keys draw, else makes a label of the ghost or proposal in hand; with none, takes the first. */
export const acceptSelected: Action = {
  id: 'proposal.accept',
  label: 'Accept the proposal or ghost; set a corner',
  group: 'Draw',
  keys: ['Enter'],
  rooms: ['label'],
  enabled: () => hasCrosshair() || hasGhosts() || canJudge(),
  run: () => {
    const ghost = currentGhost()
    if (hasCrosshair()) return activeAnnotator()?.setCorner()
    if (ghost !== null) return acceptGhosts([ghost])
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
  label: 'Reject the proposal or ghost',
  group: 'Draw',
  keys: ['X'],
  rooms: ['label'],
  enabled: () => hasGhosts() || canJudgeOne(),
  run: () => {
    const ghost = currentGhost()
    if (ghost !== null) return rejectGhosts([ghost])
    const proposal = selectedProposal()
    if (proposal !== null) rejectProposals([proposal])
  },
}

export const acceptShown: Action = {
  id: 'proposal.acceptShown',
  label: 'Accept all proposals or ghosts in sight',
  group: 'Draw',
  keys: ['Shift+A'],
  rooms: ['label'],
  enabled: () => hasGhosts() || canJudge(),
  run: () => (hasGhosts() ? acceptGhosts(ghostsHere()) : acceptProposals(shownProposals())),
}

export const rejectShown: Action = {
  id: 'proposal.rejectShown',
  label: 'Reject all proposals or ghosts in sight',
  group: 'Draw',
  keys: ['Shift+X'],
  rooms: ['label'],
  enabled: () => hasGhosts() || canJudge(),
  run: () => (hasGhosts() ? rejectGhosts(ghostsHere()) : rejectProposals(shownProposals())),
}
