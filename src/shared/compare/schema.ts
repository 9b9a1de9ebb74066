import { z } from 'zod'
import { BoxXyxyPx, Split } from '../annotation/schema'
import { Interval } from '../evaluation/schema'
import { ClassId, ImageId, RunId } from '../ids'
import { ErrorCause } from '../review/schema'

const count = z.number().int().nonnegative()
const figure = z.number().nullable()

/** What the table of runs shows of a run beside its record. */
export const RunFigures = z.strictObject({
  runId: RunId,
  /** Validation pictures that were judged; 0: no figure is defined. */
  images: count,
  /** The overall threshold kept with the run, else the score of best F1 at IoU 0.5 over all classes. */
  threshold: figure,
  /** The last two figures are taken at the thresholds kept with the run, by class where there are some; false: at its best F1. */
  isKept: z.boolean(),
  AP: Interval,
  AP50: Interval,
  fpPerImage: Interval,
  recall: Interval,
  /** Boxes in the pictures it learnt from; null where that is not known. */
  numBoxes: count.nullable(),
  /** AP on validation after each epoch. */
  curve: z.array(figure),
})
export type RunFigures = z.infer<typeof RunFigures>

/** A box as a run saw it, or as it is now. */
export const SeenBox = BoxXyxyPx.extend({
  classId: ClassId.nullable(),
  className: z.string(),
  /** Difficult or crowd. */
  ignore: z.boolean(),
})
export type SeenBox = z.infer<typeof SeenBox>

export const SeenMark = BoxXyxyPx.extend({
  kind: z.enum(['hard-negative', 'ignore']),
  classId: ClassId.nullable(),
})
export type SeenMark = z.infer<typeof SeenMark>

export const SeenImage = z.strictObject({
  imageId: ImageId,
  split: Split.nullable(),
  boxes: z.array(SeenBox),
  marks: z.array(SeenMark),
})
export type SeenImage = z.infer<typeof SeenImage>

/** In what a picture's labels differ; all 0 and no split: only the picture itself came or went. */
export const ImageChange = z.strictObject({
  imageId: ImageId,
  /** null: the picture is not in the project any more. */
  path: z.string().nullable(),
  presence: z.enum(['both', 'added', 'removed']),
  boxes: z.strictObject({ added: count, removed: count, moved: count, reclassed: count }),
  hardNegatives: z.strictObject({ added: count, removed: count }),
  ignoreRegions: z.strictObject({ added: count, removed: count }),
  split: z.strictObject({ a: Split.nullable(), b: Split.nullable() }).nullable(),
})
export type ImageChange = z.infer<typeof ImageChange>

/** From one set of labels to another. */
export const DataDiff = z.strictObject({
  pictures: z.strictObject({ a: count, b: count, added: count, removed: count }),
  boxes: z.strictObject({
    a: count,
    b: count,
    added: count,
    removed: count,
    moved: count,
    reclassed: count,
  }),
  hardNegatives: z.strictObject({ a: count, b: count, added: count, removed: count }),
  ignoreRegions: z.strictObject({ a: count, b: count, added: count, removed: count }),
  splitsChanged: count,
  /** Classes whose name changed between the two, or since. */
  renamed: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  /** Pictures with a difference, in order of their paths. */
  images: z.array(ImageChange),
})
export type DataDiff = z.infer<typeof DataDiff>

/** The other side of a comparison of labels: a run's, or those of the project now. */
export const LabelsOf = z.union([RunId, z.literal('now')])
export type LabelsOf = z.infer<typeof LabelsOf>

export const changeKinds = [
  'fixed',
  'regressed',
  'stillWrong',
  'newFalsePositive',
  'goneFalsePositive',
] as const
export const ChangeKind = z.enum(changeKinds)
export type ChangeKind = z.infer<typeof ChangeKind>

/** One box that at least one of two runs gets wrong. */
export const BoxChange = z.strictObject({
  id: z.string(),
  kind: ChangeKind,
  /** truth: a labelled box, found or missed; detection: a false positive. */
  subject: z.enum(['truth', 'detection']),
  imageId: ImageId,
  classId: ClassId.nullable(),
  className: z.string(),
  box: BoxXyxyPx,
  /** Score of what each run has there (found, or best below its threshold; the false positive); null: nothing. */
  scoreA: figure,
  scoreB: figure,
  /** Why a false positive is one; null for labelled boxes. */
  cause: ErrorCause.nullable(),
})
export type BoxChange = z.infer<typeof BoxChange>

export const ComparedFigure = z.strictObject({
  name: z.string(),
  a: figure,
  b: figure,
  /** Of b - a; null where it was not resampled. */
  difference: Interval.nullable(),
})
export type ComparedFigure = z.infer<typeof ComparedFigure>

const ComparedRun = z.strictObject({
  runId: RunId,
  name: z.string(),
  /** Over all classes; null: nothing it finds is right. */
  threshold: figure,
  /** Thresholds that a person kept with the run, perhaps by class; false: its best F1. */
  isKept: z.boolean(),
  /** Of each class the score from which its detections count; a class that is not here: the overall one. */
  byClass: z.array(z.strictObject({ classId: ClassId.nullable(), name: z.string(), threshold: z.number() })),
})
export type ComparedRun = z.infer<typeof ComparedRun>

export const PairReport = z.strictObject({
  split: Split,
  a: ComparedRun,
  b: ComparedRun,
  /** Pictures that both are judged on. */
  images: count,
  leftOut: z.strictObject({
    /** One of the runs has no prediction there. */
    notPredicted: count,
    /** One of the runs learnt from it, or chose its weights on it: its split was another one then. */
    otherSplit: count,
  }),
  /** null: one of them was not trained here. */
  settings: z.array(z.strictObject({ path: z.string(), a: z.unknown(), b: z.unknown() })).nullable(),
  metrics: z.array(ComparedFigure),
  changes: z.array(BoxChange),
  counts: z.record(ChangeKind, count),
  /** null where one of the runs left no record of its labels. */
  data: DataDiff.nullable(),
  /** What the reader should know before believing a figure. */
  cautions: z.array(z.string()),
})
export type PairReport = z.infer<typeof PairReport>
