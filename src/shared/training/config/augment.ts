import { z } from 'zod'
import { fraction } from './numbers'

/** Each number is the share of pictures that an augmentation changes. */
export const AugmentConfig = z.strictObject({
  flipHorizontal: z.boolean().default(true),
  flipVertical: z.boolean().default(false),
  /** Quarter turns: for pictures without an up. */
  rotate90: fraction.default(0),
  crop: fraction.default(0.5),
  zoomOut: fraction.default(0.3),
  color: fraction.default(0.8),
  blur: fraction.default(0),
  /** Four pictures in one; not in the last 15 % of the run. */
  mosaic: fraction.default(0),
  /** Objects of rare classes and small ones are pasted into other pictures. */
  copyPaste: fraction.default(0),
})
export type AugmentConfig = z.infer<typeof AugmentConfig>

export const SamplingConfig = z.strictObject({
  /** repeatFactor: pictures with rare classes are shown more often (Gupta et al. 2019). */
  kind: z.enum(['uniform', 'repeatFactor']).default('uniform'),
  /** Classes in a smaller share of the pictures than this are repeated. */
  threshold: fraction.default(0.1),
})
