import { acceptGhosts, ghostsHere } from '../../state/labels/ghosts'
import { acceptProposals } from '../../state/proposals/judgeProposals'
import { shownProposals } from '../../state/proposals/proposals'
import type { Action } from '../types'
import { canJudge, hasGhosts } from './canJudge'

export const acceptShown: Action = {
  id: 'proposal.acceptShown',
  label: 'Accept all proposals or ghosts in sight',
  group: 'Draw',
  keys: ['Shift+A'],
  rooms: ['label'],
  edits: true,
  reason: 'There are no proposals here',
  enabled: () => hasGhosts() || canJudge(),
  run: () => (hasGhosts() ? acceptGhosts(ghostsHere()) : acceptProposals(shownProposals())),
}
