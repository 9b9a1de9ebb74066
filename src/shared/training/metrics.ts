import { z } from 'zod'

const figure = z.number().nullable()
const count = z.number().int().nonnegative()

/** The 12 COCO figures (pycocotools names); null where undefined. */
export const CocoFigures = z.strictObject({
  AP: figure,
  AP50: figure,
  AP75: figure,
  APsmall: figure,
  APmedium: figure,
  APlarge: figure,
  AR1: figure,
  AR10: figure,
  AR100: figure,
  ARsmall: figure,
  ARmedium: figure,
  ARlarge: figure,
})
export type CocoFigures = z.infer<typeof CocoFigures>

export const ClassFigures = z.strictObject({
  name: z.string(),
  AP: figure,
  AP50: figure,
  /** At the threshold of best F1, IoU 0.5. */
  precision: figure,
  recall: figure,
  threshold: figure,
})
export type ClassFigures = z.infer<typeof ClassFigures>

/** AP50 points (0 to 100) lost to each kind of error (Bolya et al. 2020). */
export const TideFigures = z.strictObject({
  Cls: z.number(),
  Loc: z.number(),
  Both: z.number(),
  Dupe: z.number(),
  Bkg: z.number(),
  Miss: z.number(),
  FP: z.number(),
  FN: z.number(),
})
export type TideFigures = z.infer<typeof TideFigures>

export const EvaluationReport = CocoFigures.extend({
  split: z.string(),
  images: count,
  /** Labelled pictures of the split without a prediction from the file as it is now: gone, or unreadable. */
  notJudged: count.default(0),
  perClass: z.array(ClassFigures),
  tide: TideFigures.nullable(),
  msPerImage: z.strictObject({ p50: figure, p95: figure }),
})
export type EvaluationReport = z.infer<typeof EvaluationReport>

/** Loss by part, before the weights lambda; total is what the gradient sees. A part that is off is 0. */
export const LossParts = z.strictObject({
  classification: z.number(),
  box: z.number(),
  quality: z.number().default(0),
  center: z.number().default(0),
  total: z.number(),
})
export type LossParts = z.infer<typeof LossParts>

export const StepReport = z.strictObject({
  step: count,
  steps: count,
  /** 1 for the first, as in every report. */
  epoch: count,
  loss: LossParts,
  positives: count,
  learningRate: z.number(),
  gradientNorm: z.number(),
  stepMs: z.number(),
  /** Of these, waiting for the pictures. */
  dataMs: z.number().default(0),
  /** Pictures (or tiles) that it learnt from. */
  images: count.default(0),
  /** Numbers of the loss that move: gamma, alpha, weights of the parts, by name. */
  gauges: z.record(z.string(), z.number()).default({}),
})
export type StepReport = z.infer<typeof StepReport>

/** A detection as the screens show it, px of the oriented picture. */
export const SampleDetection = z.strictObject({
  classIndex: count,
  score: z.number(),
  x1: z.number(),
  y1: z.number(),
  x2: z.number(),
  y2: z.number(),
})
export type SampleDetection = z.infer<typeof SampleDetection>

export const EpochReport = z.strictObject({
  epoch: count,
  epochs: count,
  step: count,
  loss: LossParts,
  val: CocoFigures.nullable(),
  perClass: z.array(ClassFigures),
  isBest: z.boolean(),
  /** Since training began, evaluation and saving included. */
  seconds: z.number(),
  imagesPerSecond: z.number(),
  secondsLeft: z.number(),
  /** What the model sees on a few validation pictures, for the strip that shows it learning. */
  samples: z.array(z.strictObject({ imageId: z.string(), detections: z.array(SampleDetection) })),
})
export type EpochReport = z.infer<typeof EpochReport>
