import { z } from 'zod'
import { Edit } from '../annotation/edit'
import { ChosenThresholds } from '../evaluation/chosen'
import {
  ApIntervals,
  Confusion,
  ConfusionCell,
  ConfusionCellQuery,
  ConfusionQuery,
  FiguresData,
  FiguresQuery,
} from '../evaluation/schema'
import { ImageId, RunId } from '../ids'
import { Detection, ReviewQuery, ReviewQueue, Verdict } from '../review/schema'
import { EvaluationReport } from '../training/metrics'
import { RunRecord } from '../training/run'
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
  /** Outcomes from which the page computes figures at any threshold. */
  'review.figures': call(FiguresQuery, FiguresData),
  'review.confusion': call(ConfusionQuery, Confusion),
  'review.confusionCell': call(ConfusionCellQuery, ConfusionCell),
  /** AP with bootstrap intervals; seconds, and can be cancelled. */
  'review.intervals': call(FiguresQuery, ApIntervals),
  /** Keeps thresholds with the run and in its model's manifest; null: the best F1 again. */
  'review.keepThresholds': call(
    z.strictObject({ runId: RunId, thresholds: ChosenThresholds.nullable() }),
    RunRecord,
  ),
  /** Keeps the fitted temperature with the run and in its model's manifest, or takes it out. */
  'review.keepCalibration': call(z.strictObject({ runId: RunId, keep: z.boolean() }), RunRecord),
} as const
