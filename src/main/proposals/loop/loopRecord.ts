import { LabelLoop } from '../../../shared/proposals/labelLoop'
import type { ProposalProject } from '../proposalProject'

const NOTE = 'labelLoop'

/** Where "label by review" is in this project; null where it was not begun, or was ended. */
export function readLoop(project: Pick<ProposalProject, 'note'>): LabelLoop | null {
  const text = project.note(NOTE)
  return text === null || text === '' ? null : LabelLoop.parse(JSON.parse(text))
}

export function keepLoop(project: Pick<ProposalProject, 'setNote'>, loop: LabelLoop | null): void {
  project.setNote(NOTE, loop === null ? '' : JSON.stringify(loop))
}
