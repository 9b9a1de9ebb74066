import { z } from 'zod'
import { SweepId, SweepPlan, SweepRequest, SweepView } from '../sweep/schema'
import { call } from './define'

const nothing = z.strictObject({})
const sweep = z.strictObject({ id: SweepId })

export const sweepContract = {
  'sweep.plan': call(SweepRequest, SweepPlan),
  'sweep.start': call(SweepRequest, sweep),
  /** Newest first. */
  'sweep.list': call(nothing, z.array(SweepView)),
  'sweep.resume': call(sweep, nothing),
  /** Saves the run in progress; resume goes on. */
  'sweep.pause': call(sweep, nothing),
  /** Ends it for good; its runs stay. */
  'sweep.stop': call(sweep, nothing),
} as const
