import { z } from 'zod'

/** In the model folder: which pictures the stored predictions were made from. */
export const PREDICTED_FILE = 'predicted.json'

export const Predicted = z.strictObject({
  modelSha256: z.string(),
  /** Content hash by image id. */
  pictures: z.record(z.string(), z.string()),
})
export type Predicted = z.infer<typeof Predicted>
