import { z } from 'zod'
import { nonnegative, positive } from './numbers'

/** The detector's registry of box losses: a new one is one file there and one word here. */
export const BoxLossName = z.enum([
  'smoothL1',
  'huber',
  'l1',
  'mse',
  'iou',
  'giou',
  'diou',
  'ciou',
  'eiou',
  'siou',
  'ghmr',
])
export type BoxLossName = z.infer<typeof BoxLossName>

/** Settings of the box losses that have any, under their own key. */
export const boxSettings = {
  smoothL1: z.strictObject({ beta: nonnegative.max(10).default(1 / 9) }).prefault({}),
  huber: z.strictObject({ delta: positive.max(10).default(1) }).prefault({}),
  /** linear: 1 - IoU; log: -ln IoU. */
  iou: z.strictObject({ form: z.enum(['linear', 'log']).default('linear') }).prefault({}),
  ghmr: z
    .strictObject({
      mu: positive.max(1).default(0.02),
      bins: z.number().int().min(2).max(100).default(10),
      momentum: z.number().min(0).lt(1).default(0.7),
    })
    .prefault({}),
}
