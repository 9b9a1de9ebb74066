import type { ImageId } from '../../shared/ids'
import { standingProposals } from '../../shared/proposals/rules'
import type { Proposal, ProposalOverview } from '../../shared/proposals/schema'
import { readTeaching } from './loop/teaching'
import type { ProposalProject } from './proposalProject'

/** Where proposals wait, counted as the canvas shows them, and the pictures that teach most. */
export function proposalOverview(project: ProposalProject): ProposalOverview {
  const byImage = new Map<ImageId, Proposal[]>()
  for (const proposal of project.openProposals()) {
    const list = byImage.get(proposal.imageId)
    if (list === undefined) byImage.set(proposal.imageId, [proposal])
    else list.push(proposal)
  }
  const grounds = project.proposalGrounds()
  const waiting = [...byImage].flatMap(([imageId, proposals]) => {
    const ground = grounds.get(imageId)
    const count = ground === undefined ? 0 : standingProposals(proposals, ground).length
    return count === 0 ? [] : [{ imageId, count }]
  })
  return { waiting, teaching: readTeaching(project) }
}
