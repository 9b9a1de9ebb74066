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

/**
 * accept: it is one, make it a label (for a miss: the label stands); reject: wrong, learn nothing; mend: the label is put
 * right, in place or class; the rest are marks.
 */
export const Verdict = z.enum(['accept', 'reject', 'hard-negative', 'ignore', 'mend'])
export type Verdict = z.infer<typeof Verdict>

/** What a mend makes of a label; boxId null: the detection becomes a label, as it stands here. */
export const Mend = z.strictObject({ boxId: BoxId.nullable(), box: BoxXyxyPx, classId: ClassId })
export type Mend = z.infer<typeof Mend>

/** Loss weight of a hard negative; null: that of the settings. */
export const MarkWeight = z.number().min(1).max(100).nullable()

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
  /** Of the detection in the picture's stored prediction; null: a miss. */
  place: count.nullable(),
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
  /** When the verdict was given, ms since 1970; null: none, or not noted. */
  verdictAt: z.number().int().nullable(),
  /** Of the hard negative that the verdict made; null: that of the settings. */
  weight: MarkWeight,
  /** A miss that a badly placed or wrongly classed detection reaches: TIDE counts that one alone. */
  isReached: z.boolean(),
})
export type ReviewError = z.infer<typeof ReviewError>

/** Which pictures of which run, and from which score detections count. */
export const RunView = z.strictObject({
  runId: RunId,
  split: Split.default('val'),
  /** Detections under it are as if they were not there. null: what was kept with the run, else where F1 is best. */
  threshold: z.number().min(0).max(1).nullable().default(0.3),
  /** At the thresholds that were kept with the run, overall and by class, where there are some. */
  kept: z.boolean().optional(),
})
export type RunView = z.infer<typeof RunView>

export const ReviewQuery = RunView.extend({
  kind: z.enum(['fp', 'fn', 'all']).default('all'),
  /** Misses that another error reaches are listed too. */
  withReached: z.boolean().default(true),
})
export type ReviewQuery = z.infer<typeof ReviewQuery>

/** What stands at a threshold. */
export const ReviewCounts = z.strictObject({
  /** Over all classes. */
  threshold: z.number(),
  /** They are those that were kept with the run: classes may have their own. */
  isKept: z.boolean(),
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
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  fpPerImage: z.number().nullable(),
})
export type ReviewCounts = z.infer<typeof ReviewCounts>

/** How far a run's predictions still fit the project; what does not fit is in no figure. */
export const SceneFacts = z.strictObject({
  /** Labelled pictures of the split. */
  pictures: count,
  /** Of them, those that were judged. */
  judged: count,
  /** The run has no prediction for them. */
  unpredicted: count,
  /** Their file has changed since the run saw it: left out. */
  changed: count,
  /** Their file is not where it was; what was predicted before still counts. */
  missing: count,
  /** Classes that the project has no more: their detections are left out. */
  deletedClasses: z.array(z.strictObject({ name: z.string(), detections: count })),
  renamedClasses: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  /** Classes that came after the run: it cannot know them, their labels count as missed. */
  newClasses: z.array(z.strictObject({ name: z.string(), boxes: count })),
})
export type SceneFacts = z.infer<typeof SceneFacts>

export const ReviewQueue = ReviewCounts.extend({
  runId: RunId,
  split: Split,
  /** Of the project, that the errors are true for. */
  revision: count,
  errors: z.array(ReviewError),
  /** Counts of correct and wrong detections by score, 20 bins over [0, 1], for the slider. */
  histogram: z.strictObject({ correct: z.array(count), wrong: z.array(count) }),
  bestF1Threshold: z.number().nullable(),
  facts: SceneFacts,
})
export type ReviewQueue = z.infer<typeof ReviewQueue>

export const FateKind = z.enum(['hard-negative', 'accepted', 'mended', 'drawn'])
export type FateKind = z.infer<typeof FateKind>

/** What a run says at a place that a person judged in an earlier round. */
export const VerdictFate = z.strictObject({
  /** Of the mark or the box. */
  id: z.string(),
  kind: FateKind,
  /** gone, firing: hard negatives; found, missed: labels that were mended or are new. */
  outcome: z.enum(['gone', 'firing', 'found', 'missed']),
  /** The run whose error it was. */
  fromRunId: RunId.nullable(),
  imageId: ImageId,
  imagePath: z.string(),
  className: z.string(),
  box: BoxXyxyPx,
  /** Highest score of a detection of the class with IoU >= 0.5 there, in the earlier run and in this; null: silent. */
  scoreBefore: z.number().nullable(),
  scoreNow: z.number().nullable(),
})
export type VerdictFate = z.infer<typeof VerdictFate>

/** How much a run invents and misses, held against today's labels. */
export const RunRates = z.strictObject({
  runId: RunId,
  threshold: z.number(),
  fpPerImage: z.number(),
  recall: z.number().nullable(),
})
export type RunRates = z.infer<typeof RunRates>

/** What became of the verdicts of earlier rounds in a run. */
export const VerdictReport = z.strictObject({
  runId: RunId,
  /** The run that the latest of those verdicts were given on; null: there are none. */
  beforeRunId: RunId.nullable(),
  fates: z.array(VerdictFate),
  /** Places on pictures that the run has no prediction for. */
  unseen: count,
  /** Pictures of the split that both runs have predictions for. */
  pictures: count,
  /** [before, after] at the threshold of the question, and each at its own with the best F1; null: nothing to compare. */
  sameThreshold: z.tuple([RunRates, RunRates]).nullable(),
  bestThreshold: z.tuple([RunRates, RunRates]).nullable(),
})
export type VerdictReport = z.infer<typeof VerdictReport>
