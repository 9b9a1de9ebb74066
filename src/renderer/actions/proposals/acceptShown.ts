import { acceptProposals } from '../../state/proposals/judgeProposals'
import { shownProposals } from '../../state/proposals/proposals'
import type { Action } from '../types'
import { canJudge } from './canJudge'

export const acceptShown: Action = {
  id: 'proposal.acceptShown',
  label: 'Accept all proposals in sight',
  group: 'Draw',
  keys: ['Shift+A'],
  rooms: ['label'],
  edits: true,
  reason: 'There are no proposals here',
  enabled: canJudge,
  run: () => acceptProposals(shownProposals()),
}
