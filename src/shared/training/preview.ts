import { z } from 'zod'
import { ImageId } from '../ids'

/** A picture as training would show it to the network. */
export const AugmentedView = z.strictObject({
  imageId: ImageId,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  jpegBase64: z.string(),
  boxes: z.array(
    z.strictObject({
      classIndex: z.number().int().nonnegative(),
      x1: z.number(),
      y1: z.number(),
      x2: z.number(),
      y2: z.number(),
      /** Too little of it is left to be learnt. */
      ignore: z.boolean(),
    }),
  ),
})
export type AugmentedView = z.infer<typeof AugmentedView>
