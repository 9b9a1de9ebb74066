import { z } from 'zod'
import { BoxXyxyPx, Split } from '../annotation/schema'
import { BoxId, ClassId, ImageId, RunId } from '../ids'

const count = z.number().int().nonnegative()

/** fp: a detection that no ground truth backs at IoU 0.5; fn: a ground truth that no detection found. */
export const ErrorKind = z.enum(['fp', 'fn'])
export type ErrorKind = z.infer<typeof ErrorKind>

/** TIDE's kinds (Bolya et al. 2020, arXiv:2008.08115), as `evaluate/tideMatch.ts` names them. */
export const ErrorCause = z.enum(['background', 'localization', 'class', 'both', 'duplicate', 'missed'])
export type ErrorCause = z.infer<typeof ErrorCause>

/** accept: it is one, make it a label (for a miss: the label stands); reject: wrong, learn nothing; the rest are marks. */
export const Verdict = z.enum(['accept', 'reject', 'hard-negative', 'ignore'])
export type Verdict = z.infer<typeof Verdict>

/** A model's box on a picture, px of the oriented picture. */
export const Detection = BoxXyxyPx.extend({
  classId: ClassId.nullable(),
  className: z.string(),
  score: z.number().min(0).max(1),
})
export type Detection = z.infer<typeof Detection>

export const ReviewError = z.strictObject({
  /** Stable over restarts: from the run, the image and the place in its predictions or ground truth. */
  id: z.string().max(200),
  kind: ErrorKind,
  cause: ErrorCause,
  imageId: ImageId,
  imagePath: z.string(),
  classId: ClassId.nullable(),
  className: z.string(),
  score: z.number().nullable(),
  box: BoxXyxyPx,
  /** Best overlapping ground truth. */
  groundTruthId: BoxId.nullable(),
  groundTruth: BoxXyxyPx.nullable(),
  iou: z.number(),
  /** 0 easy to 1 hard: for a false positive its score, for a miss 1 minus the best score near it. */
  hardness: z.number(),
  verdict: Verdict.nullable(),
})
export type ReviewError = z.infer<typeof ReviewError>

export const ReviewQuery = z.strictObject({
  runId: RunId,
  split: Split.default('val'),
  kind: z.enum(['fp', 'fn', 'all']).default('all'),
  /** Detections under it are as if they were not there. */
  threshold: z.number().min(0).max(1).default(0.3),
})
export type ReviewQuery = z.infer<typeof ReviewQuery>

/** A hard negative given earlier: does this run still fire there? */
export const MarkFate = z.strictObject({
  markId: z.string(),
  imageId: ImageId,
  imagePath: z.string(),
  className: z.string(),
  box: BoxXyxyPx,
  scoreBefore: z.number().nullable(),
  /** Highest score of a detection with IoU >= 0.5 there; null: silent. */
  scoreNow: z.number().nullable(),
  stillFires: z.boolean(),
})
export type MarkFate = z.infer<typeof MarkFate>

export const ReviewQueue = z.strictObject({
  runId: RunId,
  split: Split,
  threshold: z.number(),
  errors: z.array(ReviewError),
  counts: z.strictObject({ found: count, falsePositives: count, missed: count, verdicts: count }),
  perClass: z.array(
    z.strictObject({
      classId: ClassId.nullable(),
      name: z.string(),
      found: count,
      falsePositives: count,
      missed: count,
    }),
  ),
  /** Counts of correct and wrong detections by score, 20 bins over [0, 1], for the slider. */
  histogram: z.strictObject({ correct: z.array(count), wrong: z.array(count) }),
  bestF1Threshold: z.number().nullable(),
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  marks: z.array(MarkFate),
})
export type ReviewQueue = z.infer<typeof ReviewQueue>
