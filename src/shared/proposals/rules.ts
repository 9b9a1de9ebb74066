import type { BoxXyxyPx } from '../annotation/schema'
import { iou } from '../geometry/iou'
import type { ClassId } from '../ids'
import type { Proposal } from './schema'

/** From this overlap on two boxes are at the same place. */
export const SAME_PLACE_IOU = 0.5

/** True where a box, of whatever class, is at this place already: a person's label is never proposed over. */
export function isTaken(place: BoxXyxyPx, boxes: readonly BoxXyxyPx[]): boolean {
  return boxes.some((box) => iou(place, box) >= SAME_PLACE_IOU)
}

/** True where the same was rejected before. */
export function wasRejected(
  candidate: BoxXyxyPx & { classId: ClassId },
  judged: readonly Pick<Proposal, 'classId' | 'state' | 'x1' | 'y1' | 'x2' | 'y2'>[],
): boolean {
  return judged.some(
    (proposal) =>
      proposal.state === 'rejected' &&
      proposal.classId === candidate.classId &&
      iou(candidate, proposal) >= SAME_PLACE_IOU,
  )
}

/** What is on a picture, as far as proposals go by it. */
export interface Ground {
  boxes: readonly BoxXyxyPx[]
  /** A person has said that every object here has its box: then there is nothing to propose. */
  reviewed: boolean
}

/** Which proposals a person wants to see. */
export interface ProposalFilter {
  threshold: number
  hidden: ReadonlySet<ClassId>
}

export const everything: ProposalFilter = { threshold: 0, hidden: new Set() }

/**
 * The proposals that stand on a picture, by falling score: open ones that pass the filter, where no label is and none
 * with a higher score. What was drawn over comes back when the label goes: nothing is stored.
 */
export function standingProposals(
  proposals: readonly Proposal[],
  { boxes, reviewed }: Ground,
  { threshold, hidden }: ProposalFilter = everything,
): Proposal[] {
  if (reviewed) return []
  const standing: Proposal[] = []
  const passing = proposals.filter(
    (proposal) => proposal.state === 'open' && proposal.score >= threshold && !hidden.has(proposal.classId),
  )
  for (const proposal of passing.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))) {
    if (!isTaken(proposal, boxes) && !isTaken(proposal, standing)) standing.push(proposal)
  }
  return standing
}
