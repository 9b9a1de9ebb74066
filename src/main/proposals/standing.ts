import type { ImageId } from '../../shared/ids'
import { standingProposals } from '../../shared/proposals/rules'
import type { Proposal } from '../../shared/proposals/schema'
import type { ProposalProject } from './proposalProject'

/** The proposals that the canvas shows, by picture; pictures without any are left out. */
export function standingByImage(
  project: Pick<ProposalProject, 'openProposals' | 'proposalGrounds'>,
): [ImageId, Proposal[]][] {
  const byImage = new Map<ImageId, Proposal[]>()
  for (const proposal of project.openProposals()) {
    const list = byImage.get(proposal.imageId)
    if (list === undefined) byImage.set(proposal.imageId, [proposal])
    else list.push(proposal)
  }
  const grounds = project.proposalGrounds()
  return [...byImage].flatMap(([imageId, proposals]): [ImageId, Proposal[]][] => {
    const ground = grounds.get(imageId)
    const standing = ground === undefined ? [] : standingProposals(proposals, ground)
    return standing.length === 0 ? [] : [[imageId, standing]]
  })
}
