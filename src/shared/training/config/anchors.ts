import { z } from 'zod'
import { positive } from './numbers'

export const AnchorConfig = z.strictObject({
  /** retina: RetinaNet's rule; ssd: SSD's default boxes; kmeans: from the labelled boxes. */
  kind: z.enum(['retina', 'ssd', 'kmeans']).default('retina'),
  /** Base side over stride; auto picks the one under which most labelled boxes are covered. */
  scale: z.union([z.literal('auto'), positive]).default('auto'),
  octaves: z.number().int().min(1).max(4).default(3),
  ratios: z.array(positive).min(1).max(7).default([0.5, 1, 2]),
})
