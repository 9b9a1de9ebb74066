import { z } from 'zod'
import { fraction, nonnegative, positive } from './numbers'

/** What weighs how much in the loss, beyond the losses' own formulas. */
export const weightingSettings = {
  classWeights: z
    .strictObject({
      /** auto: where a class has ten times the boxes of another sqrtInverse, scaled over the boxes, else none. */
      kind: z.enum(['auto', 'none', 'manual', 'inverse', 'sqrtInverse', 'effectiveNumber']).default('auto'),
      /** Of weights from counts: classes: they add up to the number of classes; boxes: their mean over all boxes is 1. */
      scale: z.enum(['classes', 'boxes']).default('classes'),
      /** By class name, for kind manual; absent classes weigh 1. */
      manual: z.record(z.string(), z.number().min(0).max(100)).default({}),
      /** beta of the effective number of samples (Cui et al. 2019). */
      beta: z.number().min(0).lt(1).default(0.999),
      /** positives: objects of the class only; all: its whole column of logits, background included. */
      on: z.enum(['positives', 'all']).default('positives'),
    })
    .prefault({}),
  /** Factors of each object's anchors; each is cut to 0.1 .. 10, and their mean over the objects is 1. */
  sampleWeights: z
    .strictObject({
      /** Small objects weigh more: 2 - w h, sides as shares of the input. */
      area: z.boolean().default(false),
      /** Anchors whose predicted box fits well weigh more. */
      quality: z.boolean().default(false),
      /** Anchors that are still far from their class weigh more. */
      hardness: z.boolean().default(false),
      /** Weight of objects marked as occluded. */
      occluded: positive.max(1).default(1),
    })
    .prefault({}),
  positionPenalty: z
    .strictObject({
      /** diou: box loss grows with the distance of the centres; penaltyReduced: background near an object's centre weighs less. */
      kind: z.enum(['none', 'diou', 'penaltyReduced']).default('none'),
      /** kappa of diou. */
      strength: z.number().min(0).max(2).default(1),
    })
    .prefault({}),
  hardSamples: z
    .strictObject({
      /**
       * mining: of the background only the hardest count; emphasis: the hardest weigh more;
       * forgive: what stays hopeless weighs less (wrong labels).
       */
      kind: z.enum(['none', 'mining', 'emphasis', 'forgive']).default('none'),
      /** mining: background anchors for each positive one. */
      negPosRatio: positive.max(100).default(3),
      /** mining: at least so many a picture, also where it has no object. */
      minNegatives: z.number().int().min(0).max(1000).default(3),
      /** emphasis: share of the anchors that weigh more, and how much. */
      share: fraction.default(0.01),
      factor: z.number().min(1).max(10).default(2),
      /** forgive: below this probability of the label, with this power; after this share of the run. */
      threshold: z.number().min(0.001).max(0.5).default(0.1),
      power: positive.max(5).default(1),
      startFraction: fraction.default(0.3),
    })
    .prefault({}),
  /** Objects outside these sides (root of the area, px of the network's input) are ignored, never background. */
  sizeRange: z
    .strictObject({ minPx: nonnegative.default(0), maxPx: positive.nullable().default(null) })
    .prefault({}),
  /** Loss weight of the anchors that a hard-negative mark covers. */
  hardNegativeWeight: z.number().min(1).max(100).default(3),
}
