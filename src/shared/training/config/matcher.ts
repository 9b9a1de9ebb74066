import { z } from 'zod'
import { fraction, nonnegative, positive } from './numbers'

export const MatcherConfig = z
  .strictObject({
    kind: z.enum(['iou', 'atss', 'taskAligned']).default('iou'),
    positiveIou: fraction.default(0.5),
    negativeIou: fraction.default(0.4),
    /** Every labelled box keeps at least its best anchor. */
    forceMatch: z.boolean().default(true),
    /** Anchors a level nearest to the object's centre that are candidates (Zhang et al. 2020). */
    atss: z.strictObject({ topK: z.number().int().min(1).max(50).default(9) }).prefault({}),
    /** score^alpha IoU^beta, the best topK win (Feng et al. 2021); plain IoU during the warm-up. */
    taskAligned: z
      .strictObject({
        alpha: nonnegative.max(5).default(1),
        beta: positive.max(10).default(6),
        topK: z.number().int().min(1).max(50).default(13),
      })
      .prefault({}),
  })
  .refine((m) => m.negativeIou <= m.positiveIou, { error: 'negativeIou must not be above positiveIou' })
