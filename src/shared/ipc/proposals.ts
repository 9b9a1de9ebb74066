import { z } from 'zod'
import { ImageId, RunId } from '../ids'
import { limits } from '../limits'
import { LabelLoop } from '../proposals/labelLoop'
import { Proposal, ProposalOverview, ProposeReport, ProposeRequest } from '../proposals/schema'
import { call } from './define'

const nothing = z.strictObject({})

export const proposalsContract = {
  /** Where proposals wait, and which pictures teach most. */
  'proposals.overview': call(nothing, ProposalOverview),
  /** Proposals on a picture, judged ones too. */
  'proposals.read': call(z.strictObject({ imageId: ImageId }), z.array(Proposal)),
  /** Lets a run or the shipped network propose labels. */
  'proposals.make': call(ProposeRequest, ProposeReport, limits.maxImageListBytes),
  /** Label by review: where it is; null where it was not begun. */
  'proposals.loop': call(nothing, LabelLoop.nullable()),
  'proposals.beginLoop': call(nothing, LabelLoop),
  /** The next pictures, by this run. */
  'proposals.nextRound': call(z.strictObject({ runId: RunId }), LabelLoop),
  'proposals.endLoop': call(nothing, nothing),
} as const
