import { z } from 'zod'
import { fraction, positive } from './numbers'

export const DetectionConfig = z.strictObject({
  scoreThreshold: fraction.default(0.05),
  /** hard: overlapping boxes of a class are dropped; soft: their score falls; diou: dropped only where centres are near. */
  nms: z.enum(['hard', 'soft', 'diou']).default('hard'),
  nmsIou: fraction.default(0.5),
  /** sigma of soft. */
  softSigma: positive.max(5).default(0.5),
  maxDetections: z.number().int().min(1).max(1000).default(100),
})
