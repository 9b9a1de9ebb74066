import { z } from 'zod'

/** How a model looks at large pictures: in overlapping tiles, whose detections are merged. */
export const Tiling = z.strictObject({
  /** Part of the picture that fills the network's input, px of the picture. */
  tileWidth: z.number().positive(),
  tileHeight: z.number().positive(),
  /** Least share of a tile that it has in common with its neighbour. */
  overlap: z.number().min(0).max(0.5),
  /** The whole picture, resized to the input, is looked at too. */
  includeWhole: z.boolean(),
  /** Detections of one class from different tiles are one object from this intersection over the smaller one on. */
  ios: z.number().min(0).max(1),
})
export type Tiling = z.infer<typeof Tiling>
