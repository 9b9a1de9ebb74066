import { z } from 'zod'
import { BoxXyxyPx } from '../annotation/schema'
import { cocoClasses } from '../coco/classes'
import { ClassId, ImageId, ProposalId, RunId } from '../ids'

const count = z.number().int().nonnegative()
const fraction = z.number().min(0).max(1)

/** Who proposed: a run, or the shipped trunk with its COCO classes. */
export const ProposalSource = z.union([RunId, z.literal('coco')])
export type ProposalSource = z.infer<typeof ProposalSource>

/** open: to be judged; accepted: a label was made of it; rejected: not to be proposed again. */
export const ProposalState = z.enum(['open', 'accepted', 'rejected'])
export type ProposalState = z.infer<typeof ProposalState>

/** A box that a model would draw: kept apart from the labels until a person accepts it. px of the oriented picture. */
export const Proposal = z.strictObject({
  id: ProposalId,
  imageId: ImageId,
  classId: ClassId,
  ...BoxXyxyPx.shape,
  score: fraction,
  source: ProposalSource,
  state: ProposalState,
  createdAt: count,
})
export type Proposal = z.infer<typeof Proposal>

/** The part of a proposal that an edit changes. */
export const ProposalMark = Proposal.pick({ id: true, imageId: true, state: true })
export type ProposalMark = z.infer<typeof ProposalMark>

/** What a COCO class is in this project. */
export const CocoMapping = z.strictObject({ coco: z.enum(cocoClasses), classId: ClassId })
export type CocoMapping = z.infer<typeof CocoMapping>

export const ProposeRequest = z.strictObject({
  source: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('run'), runId: RunId }),
    z.strictObject({ from: z.literal('coco'), map: z.array(CocoMapping).min(1).max(1000) }),
  ]),
  imageIds: z.array(ImageId).min(1),
  /** Nothing under this score is proposed. */
  threshold: fraction,
})
export type ProposeRequest = z.infer<typeof ProposeRequest>

export const ProposeReport = z.strictObject({
  /** Pictures that were looked at. */
  images: count,
  /** Those that stand; a worse one over a better one is kept in case the better one is hidden. */
  proposals: count,
  /** Where the run is usually looked at from: kept with it or its best F1; null: nothing is known. */
  lookFrom: fraction.nullable(),
})
export type ProposeReport = z.infer<typeof ProposeReport>

/** Where proposals wait, and which pictures would teach the next run most. */
export const ProposalOverview = z.strictObject({
  waiting: z.array(z.strictObject({ imageId: ImageId, count })),
  /** Pictures, the one that teaches most first; empty while nothing was ordered. */
  teaching: z.array(ImageId),
})
export type ProposalOverview = z.infer<typeof ProposalOverview>
