import { z } from 'zod'

const fraction = z.number().min(0).max(1)
const positive = z.number().positive().finite()
const nonnegative = z.number().min(0).finite()

export const Preset = z.enum(['quick', 'balanced', 'thorough'])
export type Preset = z.infer<typeof Preset>

/** Registries of the detector: a new entry is one file there and one word here. */
export const ClassificationLossName = z.enum(['focal', 'bce'])
export type ClassificationLossName = z.infer<typeof ClassificationLossName>
export const BoxLossName = z.enum(['smoothL1', 'giou'])
export type BoxLossName = z.infer<typeof BoxLossName>
export const Reduction = z.enum(['none', 'mean', 'sum', 'normalized'])
export type Reduction = z.infer<typeof Reduction>
export const TrunkName = z.enum(['nanodetG', 'tiny'])
export type TrunkName = z.infer<typeof TrunkName>

export const InputConfig = z.strictObject({
  /** Network input in px, long side; auto: from the sizes of the labelled objects and of the pictures. */
  size: z.union([z.literal('auto'), z.number().int().min(64).max(1280).multipleOf(32)]).default('auto'),
  /** square: the picture is resized to size x size; picture: the short side follows the pictures' shape. */
  shape: z.enum(['square', 'picture']).default('picture'),
})

export const AnchorConfig = z.strictObject({
  kind: z.enum(['retina', 'ssd']).default('retina'),
  /** Base side over stride; auto picks the one under which most labelled boxes are covered. */
  scale: z.union([z.literal('auto'), positive]).default('auto'),
  octaves: z.number().int().min(1).max(4).default(3),
  ratios: z.array(positive).min(1).max(7).default([0.5, 1, 2]),
})

export const MatcherConfig = z
  .strictObject({
    kind: z.enum(['iou']).default('iou'),
    positiveIou: fraction.default(0.5),
    negativeIou: fraction.default(0.4),
    /** Every labelled box keeps at least its best anchor. */
    forceMatch: z.boolean().default(true),
  })
  .refine((m) => m.negativeIou <= m.positiveIou, { error: 'negativeIou must not be above positiveIou' })

export const LossConfig = z.strictObject({
  classification: ClassificationLossName.default('focal'),
  focal: z
    .strictObject({
      /** Weight of objects against background; null: none (both 1). */
      alpha: fraction.nullable().default(0.25),
      /** Focusing: how strongly easy anchors are silenced; 0 is cross-entropy. */
      gamma: z.number().min(0).max(10).default(2),
    })
    .prefault({}),
  box: BoxLossName.default('giou'),
  smoothL1: z.strictObject({ beta: nonnegative.default(1 / 9) }).prefault({}),
  lambdaCls: nonnegative.default(1),
  lambdaBox: nonnegative.default(2),
  reduction: Reduction.default('normalized'),
  /** What a normalised sum is divided by. */
  normalizer: z.enum(['batchPositives', 'imagePositives']).default('batchPositives'),
  classWeights: z
    .strictObject({
      kind: z.enum(['none', 'manual', 'inverse', 'sqrtInverse', 'effectiveNumber']).default('none'),
      /** By class name, for kind manual; absent classes weigh 1. */
      manual: z.record(z.string(), z.number().min(0).max(100)).default({}),
      /** beta of the effective number of samples (Cui et al. 2019). */
      beta: z.number().min(0).lt(1).default(0.999),
    })
    .prefault({}),
  /** Loss weight of the anchors that a hard-negative mark covers. */
  hardNegativeWeight: z.number().min(1).max(100).default(3),
})

export const OptimizerConfig = z.strictObject({
  kind: z.enum(['adamw']).default('adamw'),
  learningRate: positive.max(1).default(2e-3),
  /** Rate of the trunk as a share of learningRate. */
  trunkFactor: z.number().min(0).max(1).default(0.3),
  weightDecay: nonnegative.max(1).default(0.01),
  /** Global gradient norm is clipped to this; 0: never. */
  clipNorm: nonnegative.default(10),
  /** Decay of the averaged weights that are evaluated and exported; 0: off. */
  emaDecay: z.number().min(0).lt(1).default(0.99),
})

export const ScheduleConfig = z.strictObject({
  /** auto: from the number of pictures and the preset's time budget. */
  epochs: z.union([z.literal('auto'), z.number().int().min(1).max(10_000)]).default('auto'),
  batchSize: z.number().int().min(1).max(64).default(8),
  warmupSteps: z.number().int().min(0).default(50),
  /** Share of learningRate left at the end of the cosine. */
  finalFactor: fraction.default(0.01),
  /** none: everything learns; stem: stem and stage 1 rest; trunk: only neck and heads learn. */
  freeze: z.enum(['none', 'stem', 'trunk']).default('stem'),
})

export const AugmentConfig = z.strictObject({
  flipHorizontal: z.boolean().default(true),
  flipVertical: z.boolean().default(false),
  crop: fraction.default(0.5),
  zoomOut: fraction.default(0.3),
  color: fraction.default(0.8),
})

/** Every setting of a run. Unknown keys are refused; everything has a default. */
export const TrainConfig = z.strictObject({
  preset: Preset.default('balanced'),
  seed: z.number().int().min(0).max(0x7fff_ffff).default(1),
  device: z.enum(['auto', 'gpu', 'cpu']).default('auto'),
  /** Stops (and keeps) after so many seconds of training; null: no limit. */
  timeLimitSeconds: positive.nullable().default(null),
  trunk: TrunkName.default('nanodetG'),
  /** Start from the COCO-trained weights, or from noise. */
  pretrained: z.boolean().default(true),
  input: InputConfig.prefault({}),
  anchors: AnchorConfig.prefault({}),
  matcher: MatcherConfig.prefault({}),
  loss: LossConfig.prefault({}),
  optimizer: OptimizerConfig.prefault({}),
  schedule: ScheduleConfig.prefault({}),
  augment: AugmentConfig.prefault({}),
  detection: z
    .strictObject({
      scoreThreshold: fraction.default(0.05),
      nmsIou: fraction.default(0.5),
      maxDetections: z.number().int().min(1).max(1000).default(100),
    })
    .prefault({}),
})
export type TrainConfig = z.infer<typeof TrainConfig>
export type TrainConfigInput = z.input<typeof TrainConfig>

/** The default of every setting. */
export function defaultTrainConfig(): TrainConfig {
  return TrainConfig.parse({})
}
