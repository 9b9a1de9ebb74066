import { z } from 'zod'
import { Edit } from '../annotation/edit'
import { ImageId, RunId } from '../ids'
import { Detection, ReviewQuery, ReviewQueue, Verdict } from '../review/schema'
import { EvaluationReport } from '../training/metrics'
import { call } from './define'
import { CommitAck } from './edits'

export const reviewContract = {
  'review.queue': call(ReviewQuery, ReviewQueue),
  'review.detections': call(z.strictObject({ runId: RunId, imageId: ImageId }), z.array(Detection)),
  /** Gives (or with null takes back) a verdict; answers with the edit that it made, if it made one. */
  'review.verdict': call(
    z.strictObject({ runId: RunId, errorId: z.string().max(200), verdict: Verdict.nullable() }),
    z.strictObject({ ack: CommitAck, edit: Edit.nullable() }),
  ),
  'review.evaluation': call(
    z.strictObject({ runId: RunId, split: ReviewQuery.shape.split }),
    EvaluationReport,
  ),
} as const
