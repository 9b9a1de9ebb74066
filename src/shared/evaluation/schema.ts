import { z } from 'zod'
import { BoxXyxyPx, Split } from '../annotation/schema'
import { ClassId, ImageId, RunId } from '../ids'
import { limits } from '../limits'

const count = z.number().int().nonnegative()
const fraction = z.number().min(0).max(1)
const classIndex = count.max(limits.maxClasses)

export const FiguresQuery = z.strictObject({ runId: RunId, split: Split.default('val') })
export type FiguresQuery = z.infer<typeof FiguresQuery>

/** Detections of a class at IoU 0.5 as COCO matches them; see ClassOutcomes. */
export const ClassResults = z.strictObject({
  classId: ClassId.nullable(),
  name: z.string(),
  scores: z.array(z.number()),
  isTrue: z.array(z.number()),
  numTruths: count,
})
export type ClassResults = z.infer<typeof ClassResults>

/** All that figures at any threshold are computed from. */
export const FiguresData = z.strictObject({
  runId: RunId,
  split: Split,
  images: count,
  /** Labelled pictures of the split that the run has no predictions for: they are left out. */
  unpredicted: count,
  /** The model's classes first, in its order; then those that only labels have. */
  classes: z.array(ClassResults),
  numModelClasses: count,
  /** Fitted on the validation pictures, whatever split is looked at; null where they do not hold one. */
  temperature: z.number().positive().nullable(),
})
export type FiguresData = z.infer<typeof FiguresData>

/** Detections of a class count from its own threshold on; by class as in FiguresData. */
export const ConfusionQuery = FiguresQuery.extend({
  thresholds: z.array(fraction).max(limits.maxClasses + 1),
})
export type ConfusionQuery = z.infer<typeof ConfusionQuery>

/** Row true class, column found class, last background. */
export const Confusion = z.strictObject({ classNames: z.array(z.string()), matrix: z.array(z.array(count)) })
export type Confusion = z.infer<typeof Confusion>

export const ConfusionCellQuery = ConfusionQuery.extend({ row: classIndex, column: classIndex })
export type ConfusionCellQuery = z.infer<typeof ConfusionCellQuery>

/** A ground truth and the detection that stands for it; one of them is missing in the last row and column. */
export const ConfusionPair = z.strictObject({
  imageId: ImageId,
  imagePath: z.string(),
  truth: BoxXyxyPx.nullable(),
  detection: BoxXyxyPx.nullable(),
  score: z.number().nullable(),
  iou: z.number(),
})
export type ConfusionPair = z.infer<typeof ConfusionPair>

/** The pairs of a cell, surest first; total counts them all, the list may end before. */
export const ConfusionCell = z.strictObject({ total: count, pairs: z.array(ConfusionPair) })
export type ConfusionCell = z.infer<typeof ConfusionCell>

/** A figure with its 95 % interval; null where it is undefined. */
export const Interval = z.strictObject({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type Interval = z.infer<typeof Interval>

/** Bootstrap intervals of AP: pictures drawn with replacement. */
export const ApIntervals = z.strictObject({
  runId: RunId,
  split: Split,
  images: count,
  resamples: count,
  AP: Interval,
  AP50: Interval,
  APsmall: Interval,
  APmedium: Interval,
  APlarge: Interval,
  perClass: z.array(
    z.strictObject({
      name: z.string(),
      numTruths: count,
      AP: Interval,
      AP50: Interval,
      APsmall: Interval,
      APmedium: Interval,
      APlarge: Interval,
    }),
  ),
})
export type ApIntervals = z.infer<typeof ApIntervals>
