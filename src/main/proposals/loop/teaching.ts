import { z } from 'zod'
import { ImageId } from '../../../shared/ids'
import type { ProposalProject } from '../proposalProject'

const NOTE = 'teaching'

/** The order of pictures that was worked out last, kept in the project. */
export function readTeaching(project: Pick<ProposalProject, 'note'>): ImageId[] {
  const text = project.note(NOTE)
  if (text === null) return []
  return z.array(ImageId).parse(JSON.parse(text))
}

export function keepTeaching(project: Pick<ProposalProject, 'setNote'>, order: readonly ImageId[]): void {
  project.setNote(NOTE, JSON.stringify(order))
}
