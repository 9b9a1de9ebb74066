import { rejectProposals } from '../../state/proposals/judgeProposals'
import { shownProposals } from '../../state/proposals/proposals'
import type { Action } from '../types'
import { canJudge } from './canJudge'

export const rejectShown: Action = {
  id: 'proposal.rejectShown',
  label: 'Reject all proposals in sight',
  group: 'Draw',
  keys: ['Shift+X'],
  rooms: ['label'],
  edits: true,
  reason: 'There are no proposals here',
  enabled: canJudge,
  run: () => rejectProposals(shownProposals()),
}
