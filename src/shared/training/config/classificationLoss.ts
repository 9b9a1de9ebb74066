import { z } from 'zod'
import { fraction, positive } from './numbers'

/** The detector's registry of classification losses: a new one is one file there and one word here. */
export const ClassificationLossName = z.enum([
  'softmaxFocal',
  'focal',
  'bce',
  'softmaxCrossEntropy',
  'focalStar',
  'qfl',
  'vfl',
  'ghmc',
  'efl',
  'dualFocal',
  'autoFocal',
])
export type ClassificationLossName = z.infer<typeof ClassificationLossName>

/** Those with the alpha and gamma of `focal`: on a softmax and on sigmoids. */
export const focalLosses: readonly ClassificationLossName[] = ['softmaxFocal', 'focal']

const gamma = z.number().min(0).max(10)

/** Settings of each classification loss, under its own key; formulas stand in the files of the detector. */
export const classificationSettings = {
  /** Of the focal losses on sigmoids (`focal`) and on a softmax. */
  focal: z
    .strictObject({
      /** Weight of objects against background, which gets the rest; null: none (both 1). */
      alpha: fraction.nullable().default(0.5),
      /** Focusing: how strongly easy anchors are silenced; 0 is cross-entropy. */
      gamma: gamma.default(1),
      /** Alpha of single classes by name, in place of alpha. */
      alphaByClass: z.record(z.string(), fraction).default({}),
    })
    .prefault({}),
  /** How alpha and gamma move during a run: scheduled with both focal losses, learnable with that on sigmoids. */
  focusing: z
    .strictObject({
      kind: z.enum(['fixed', 'scheduled', 'learnable']).default('fixed'),
      /** scheduled: gamma goes from focal.gamma to this over the run. */
      endGamma: gamma.default(0.5),
      /** learnable: gamma stays below this. */
      gammaMax: positive.max(10).default(5),
      /** learnable: pull back to the starting values; without it alpha and gamma run away. */
      regularization: positive.max(100).default(1),
      /** learnable: train: from the training loss; val: from unweighted cross-entropy on held-out pictures. */
      signal: z.enum(['train', 'val']).default('train'),
      /** learnable: step size of the two numbers. */
      rate: positive.max(1).default(0.01),
    })
    .prefault({}),
  bce: z.strictObject({ posWeight: positive.max(1000).default(1) }).prefault({}),
  /** Softmax losses: K classes and background compete. */
  softmax: z
    .strictObject({
      labelSmoothing: z.number().min(0).max(0.5).default(0),
      backgroundWeight: z.number().min(0).max(100).default(1),
    })
    .prefault({}),
  focalStar: z
    .strictObject({ gamma: positive.max(10).default(2), beta: z.number().min(-5).max(5).default(1) })
    .prefault({}),
  qfl: z.strictObject({ beta: gamma.default(2) }).prefault({}),
  vfl: z.strictObject({ alpha: fraction.default(0.75), gamma: gamma.default(2) }).prefault({}),
  ghmc: z
    .strictObject({
      bins: z.number().int().min(2).max(100).default(30),
      momentum: z.number().min(0).lt(1).default(0.75),
    })
    .prefault({}),
  efl: z.strictObject({ gamma: gamma.default(2), scale: z.number().min(0).max(20).default(8) }).prefault({}),
  dualFocal: z.strictObject({ gamma: gamma.default(5) }).prefault({}),
  autoFocal: z
    .strictObject({ decay: z.number().min(0).lt(1).default(0.95), gammaMax: positive.max(10).default(5) })
    .prefault({}),
}
