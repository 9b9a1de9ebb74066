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
import { PackedQueue } from '../review/packedErrors'
import {
  Detection,
  MarkWeight,
  Mend,
  ReviewCounts,
  ReviewError,
  ReviewQuery,
  RunView,
  Verdict,
  VerdictReport,
} from '../review/schema'
import { EvaluationReport, TideFigures } from '../training/metrics'
import { RunRecord } from '../training/run'
import { call } from './define'
import { CommitAck } from './edits'

const count = z.number().int().nonnegative()

export const reviewContract = {
  'review.queue': call(ReviewQuery, PackedQueue),
  /** The figures alone, for a threshold that is being moved. */
  'review.counts': call(RunView, ReviewCounts),
  /** The errors of some pictures anew, after something was edited on them, and the figures. */
  'review.pictures': call(
    RunView.extend({ imageIds: z.array(ImageId).max(1000) }),
    z.strictObject({ errors: z.array(ReviewError), counts: ReviewCounts, revision: count }),
  ),
  /** AP50 points that each kind of error costs; null where there is no label to miss. */
  'review.costs': call(RunView.omit({ threshold: true }), TideFigures.nullable()),
  /** What became of the verdicts of earlier rounds. */
  'review.report': call(RunView, VerdictReport),
  'review.detections': call(z.strictObject({ runId: RunId, imageId: ImageId }), z.array(Detection)),
  /** Gives (or with null takes back) a verdict; answers with the edit that it made, if it made one. */
  'review.verdict': call(
    z.strictObject({
      runId: RunId,
      errorId: z.string().max(200),
      verdict: Verdict.nullable(),
      /** Of a hard negative. */
      weight: MarkWeight.optional(),
      /** What to mend; absent: what the error itself calls for. */
      mend: Mend.optional(),
    }),
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
