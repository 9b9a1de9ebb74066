import type { BoxRecord } from '../../../shared/annotation/schema'
import type { ClassId } from '../../../shared/ids'
import type { Proposal, ProposalMark, ProposalState } from '../../../shared/proposals/schema'
import { countText as countInEnglish } from '../../../shared/text/count'
import { newBox } from '../labels/classes'
import { commit } from '../labels/edits'
import { useSelection } from '../labels/selection'
import { useProject } from '../project/project'
import { selectProposal, shownProposals } from './proposals'

/**
 * Makes a label of a proposal, of its own class or another, and goes on to the next; with `mend` the new box is
 * selected instead, to be put right. A person has looked at it: it counts as reviewed.
 */
export function acceptProposal(
  proposal: Proposal,
  { classId = proposal.classId, mend = false }: { classId?: ClassId; mend?: boolean } = {},
): void {
  const next = nextAfter(proposal)
  const box = labelOf(proposal, classId, Date.now())
  const done = commit({
    label: `Accept ${nameOf(classId)}`.slice(0, 200),
    boxes: { added: [box] },
    proposals: [judged(proposal, 'accepted')],
  })
  if (!done) return
  selectProposal(mend ? null : next)
  if (mend) useSelection.setState({ selected: [box.id] })
}

/** Makes labels of several at once, as one edit. Nobody looked at each: they are not reviewed yet. */
export function acceptProposals(proposals: readonly Proposal[]): void {
  commit({
    label: `Accept ${countInEnglish(proposals.length, 'proposal')}`,
    boxes: { added: proposals.map((proposal) => labelOf(proposal, proposal.classId, null)) },
    proposals: proposals.map((proposal) => judged(proposal, 'accepted')),
  })
}

/** Says that there is no such object: it is not proposed again. */
export function rejectProposals(proposals: readonly Proposal[]): void {
  const next = proposals.length === 1 ? nextAfter(proposals[0]) : null
  const label =
    proposals.length === 1
      ? `Reject ${nameOf(proposals[0].classId)}`
      : `Reject ${countInEnglish(proposals.length, 'proposal')}`
  const done = commit({
    label: label.slice(0, 200),
    proposals: proposals.map((proposal) => judged(proposal, 'rejected')),
  })
  if (done) selectProposal(next)
}

function labelOf(proposal: Proposal, classId: ClassId, reviewedAt: number | null): BoxRecord {
  return {
    ...newBox(proposal, classId),
    imageId: proposal.imageId,
    source: 'accepted',
    runId: proposal.source,
    reviewedAt,
  }
}

function judged(
  { id, imageId, state: before }: Proposal,
  state: ProposalState,
): [ProposalMark, ProposalMark] {
  return [
    { id, imageId, state: before },
    { id, imageId, state },
  ]
}

/** The one to look at next: the one after it, else the first; null where it is the last. */
function nextAfter(proposal: Proposal) {
  const shown = shownProposals()
  const place = shown.findIndex(({ id }) => id === proposal.id)
  return (shown[place + 1] ?? shown.find(({ id }) => id !== proposal.id))?.id ?? null
}

function nameOf(classId: ClassId): string {
  return useProject.getState().classes.find(({ id }) => id === classId)?.name ?? 'proposal'
}
