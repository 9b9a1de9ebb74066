import { z } from 'zod'
import { RunId } from '../ids'
import { FoldsPlan, FoldsRequest, SuspectList } from '../labels/schema'
import { Verdict } from '../review/schema'
import { call } from './define'

const run = z.strictObject({ runId: RunId })

/** The check of labels; verdicts on what it finds are given by `review.verdict`. */
export const labelsContract = {
  /** What a check would do, how long it would take, and what it could not judge. */
  'labels.plan': call(FoldsRequest, FoldsPlan),
  /** Begins a k-fold run, or goes on with one of the same request that was cut off. */
  'labels.check': call(FoldsRequest, run),
  'labels.suspects': call(run.extend({ includeTest: z.boolean().default(false) }), SuspectList),
  /** Verdicts on suspects that still hold: undo takes some back. */
  'labels.verdicts': call(run, z.array(z.strictObject({ id: z.string(), verdict: Verdict }))),
} as const
