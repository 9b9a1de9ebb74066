import { z } from 'zod'

const count = z.number().int().nonnegative()

/**
 * How sure a finished model is of its anchors, as counts over x_t = logit of p_t, p_t the probability that it gives to
 * the truth (object's class, or background): bin i holds x_t in [from + i * width, from + (i + 1) * width), the outer bins
 * all beyond. From these the loss of any alpha and gamma can be computed without the pictures.
 */
export const LossProfile = z.strictObject({
  format: z.literal('focal-studio-loss-profile'),
  version: z.literal(1),
  images: count,
  from: z.number(),
  width: z.number().positive(),
  positives: z.array(count),
  negatives: z.array(count),
})
export type LossProfile = z.infer<typeof LossProfile>

/** Sum of W = (1 - p_t)^gamma over the anchors of each cell of one picture, level by level. */
export const LossMap = z.strictObject({
  gamma: z.number(),
  levels: z.array(
    z.strictObject({
      stride: z.number().positive(),
      rows: count,
      columns: count,
      /** Row by row, as shares of the largest sum of any level. */
      values: z.array(z.number().min(0).max(1)),
    }),
  ),
  /** Network input px, for the overlay's scale. */
  inputWidth: count,
  inputHeight: count,
})
export type LossMap = z.infer<typeof LossMap>
