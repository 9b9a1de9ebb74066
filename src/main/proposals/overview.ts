import type { ProposalOverview } from '../../shared/proposals/schema'
import { readTeaching } from './loop/teaching'
import type { ProposalProject } from './proposalProject'
import { standingByImage } from './standing'

/** Where proposals wait, counted as the canvas shows them, and the pictures that teach most. */
export function proposalOverview(project: ProposalProject): ProposalOverview {
  const waiting = standingByImage(project).map(([imageId, { length: count }]) => ({ imageId, count }))
  return { waiting, teaching: readTeaching(project) }
}
