import { z } from 'zod'
import { Calibration, ThresholdGoal } from '../evaluation/chosen'
import { RunId } from '../ids'
import { autoDepth, DepthRule } from '../images/depthWindow'
import { limits } from '../limits'
import { TrainConfig } from '../training/config/index'
import { ClassFigures, CocoFigures } from '../training/metrics'
import { ExportTarget, ParityReport } from './schema'
import { Tiling } from './tiling'

const count = z.number().int().nonnegative()
const fraction = z.number().min(0).max(1)
const triple = z.tuple([z.number(), z.number(), z.number()])
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** Figures of one split, computed from the exported file itself. */
export const SplitFigures = CocoFigures.extend({ images: count, perClass: z.array(ClassFigures) })
export type SplitFigures = z.infer<typeof SplitFigures>

/** `manifest.json` beside an exported model: all that a program needs to feed it and to read what it says. */
export const ExportManifest = z.strictObject({
  format: z.literal('focal-studio-export'),
  version: z.literal(1),
  target: ExportTarget,
  createdBy: z.string(),
  model: z.strictObject({ file: z.string().min(1).max(255), bytes: count, sha256: Sha256 }),
  /** In the order of the labels. */
  classes: z.array(z.string()).min(1),
  input: z.strictObject({
    name: z.string(),
    type: z.literal('uint8'),
    /** [1, height, width, 3] */
    layout: z.literal('NHWC'),
    channels: z.literal('RGB'),
    width: count.positive().max(limits.maxModelInputPx),
    height: count.positive().max(limits.maxModelInputPx),
    /** The picture, turned upright by its EXIF orientation, is resized to width x height; sides independently. */
    fit: z.literal('stretch'),
    /** How in-between pixels are made: triangle (bilinear) filter as wide as the reduction. */
    filter: z.literal('triangle'),
    /**
     * 16-bit pictures become 8 bits before they are resized: round(255 * clamp((v - low) / (high - low), 0, 1) ^ (1 / gamma)).
     * auto: low and high are the 0.1 and 99.9 percentiles (inverted CDF) of all colour samples of that picture, gamma 1.
     */
    depth: DepthRule.default(autoDepth),
    /** Done inside the model: (value - mean) / std, by channel. Do not do it again. */
    insideModel: z.strictObject({ mean: triple, std: triple }),
  }),
  outputs: z.strictObject({
    /** [detections, 4] corners x1, y1, x2, y2 in px of the input. */
    boxes: z.string(),
    /** [detections], descending. */
    scores: z.string(),
    /** [detections], index into classes. */
    labels: z.string(),
  }),
  /** From input px back to px of the upright picture. */
  mapping: z.strictObject({
    x: z.literal('x * picture.width / input.width'),
    y: z.literal('y * picture.height / input.height'),
  }),
  anchors: z.array(
    z.strictObject({
      stride: count.positive(),
      rows: count.positive(),
      columns: count.positive(),
      /** Width and height, px of the input. */
      shapes: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
  /** Inside the model: what turns its raw outputs into the detections above. */
  detection: z.strictObject({
    codingWeights: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    maxLogScale: z.number(),
    /** How scores come of the class logits: each class by itself, or all and the background in one softmax. */
    scoring: z.enum(['sigmoid', 'softmax']).default('sigmoid'),
    /** What else is in the score: sqrt(class * how good the box is). */
    quality: z.enum(['none', 'centerness', 'iou']).default('none'),
    scoreThreshold: fraction,
    /** Boxes of one class that overlap: dropped, lowered in score by exp(-IoU^2 / softSigma), or dropped by their DIoU. */
    nms: z.enum(['hard', 'soft', 'diou']).default('hard'),
    nmsIou: fraction,
    softSigma: z.number().positive().default(0.5),
    maxDetections: count,
  }),
  /** How the program that runs the model looks at large pictures; null: whole. See tiles in the examples. */
  tiling: Tiling.nullable().default(null),
  /** Scores worth showing: chosen by a person for a goal, or (chosenFor null) where F1 at IoU 0.5 was best on validation. */
  thresholds: z.strictObject({
    overall: fraction.nullable(),
    perClass: z.array(z.strictObject({ name: z.string(), threshold: fraction.nullable() })),
    chosenFor: ThresholdGoal.nullable().default(null),
  }),
  /** For who reads scores as probabilities: sigmoid(logit(score) / temperature). The model's own scores are without it. */
  calibration: Calibration.nullable().default(null),
  training: z.strictObject({ runId: RunId, runName: z.string(), config: TrainConfig }),
  data: z.strictObject({
    projectName: z.string(),
    /** Revision of the project that the run saw. */
    revision: count,
    train: count,
    val: count,
    hardNegatives: count,
  }),
  figures: z.strictObject({ val: SplitFigures.nullable(), test: SplitFigures.nullable() }),
  parity: ParityReport,
})
export type ExportManifest = z.infer<typeof ExportManifest>
