import { z } from 'zod'
import { fraction } from './numbers'

export const InputConfig = z.strictObject({
  /** Network input in px, long side; auto: from the sizes of the labelled objects and of the pictures. */
  size: z.union([z.literal('auto'), z.number().int().min(64).max(1280).multipleOf(32)]).default('auto'),
  /** square: the picture is resized to size x size; picture: the short side follows the pictures' shape. */
  shape: z.enum(['square', 'picture']).default('picture'),
  /** The input changes between 0.75 and 1.25 times its size every few steps. */
  multiScale: z.boolean().default(false),
  /** Large pictures are learnt from and searched in overlapping tiles of the input's size. */
  tiles: z
    .strictObject({
      kind: z.enum(['auto', 'on', 'off']).default('auto'),
      overlap: fraction.max(0.5).default(0.2),
      /** Picture px that become one px of the input; auto: from the sizes of the objects. */
      scale: z.union([z.literal('auto'), z.number().min(0.1).max(8)]).default('auto'),
    })
    .prefault({}),
})
