import { z } from 'zod'
import { BoxLossName, boxSettings } from './boxLoss'
import { ClassificationLossName, classificationSettings } from './classificationLoss'
import { fraction, nonnegative, positive } from './numbers'
import { weightingSettings } from './weighting'

export const Reduction = z.enum(['none', 'mean', 'sum', 'normalized'])
export type Reduction = z.infer<typeof Reduction>

export const LossConfig = z.strictObject({
  classification: ClassificationLossName.default('softmaxFocal'),
  ...classificationSettings,
  box: BoxLossName.default('giou'),
  ...boxSettings,
  /** A head that learns how good a box is; the score is then the root of class times quality. */
  quality: z.enum(['none', 'centerness', 'iou']).default('none'),
  lambdaCls: nonnegative.default(1),
  lambdaBox: nonnegative.default(2),
  lambdaQuality: nonnegative.default(1),
  /** Centre-point loss: squared distance of the centres over the squared diagonal around both boxes. */
  lambdaCenter: nonnegative.max(10).default(0),
  /** fixed: the lambdas stay; kendall: they follow the uncertainty of each part. */
  balancing: z
    .strictObject({
      kind: z.enum(['fixed', 'kendall']).default('fixed'),
      rate: positive.max(1).default(0.01),
    })
    .prefault({}),
  reduction: Reduction.default('normalized'),
  /** What a normalised sum is divided by. */
  normalizer: z.enum(['batchPositives', 'imagePositives', 'targetScores']).default('batchPositives'),
  /** Share of the running average in the normaliser, for tiny batches; 0: this batch alone. */
  normalizerMomentum: fraction.lt(1).default(0),
  ...weightingSettings,
})
export type LossConfig = z.infer<typeof LossConfig>
export type LossConfigInput = z.input<typeof LossConfig>
