import { activeAnnotator } from '../../annotator/active'
import { acceptGhosts, currentGhost } from '../../state/labels/ghosts'
import { acceptProposal } from '../../state/proposals/judgeProposals'
import { selectedProposal, selectProposal, shownProposals } from '../../state/proposals/proposals'
import { canEditImage } from '../canEdit'
import type { Action } from '../types'
import { canJudge, hasGhosts } from './canJudge'

const hasCrosshair = () => canEditImage() && activeAnnotator()?.crosshair != null

/** Sets a corner where the keys draw, else makes a label of the ghost or proposal in hand; with none, takes the first. */
export const acceptSelected: Action = {
  id: 'proposal.accept',
  label: 'Accept the proposal or ghost; set a corner',
  group: 'Draw',
  keys: ['Enter'],
  rooms: ['label'],
  edits: true,
  reason: 'There are no proposals here',
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
