import { ghostsHere } from '../../state/labels/ghosts'
import { selectedProposal, shownProposals } from '../../state/proposals/proposals'
import { canEditImage } from '../canEdit'

/** Proposals are in sight and may be judged. */
export function canJudge(): boolean {
  return canEditImage() && shownProposals().length > 0
}

/** One of them is selected. */
export const canJudgeOne = () => canEditImage() && selectedProposal() !== null

/** Ghosts come first: they stand on pictures without labels, and are judged by the same keys. */
export const hasGhosts = () => canEditImage() && ghostsHere().length > 0
