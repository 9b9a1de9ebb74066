import { z } from 'zod'

/** The detector's registry of trunks. */
export const TrunkName = z.enum(['nanodetG', 'tiny'])
export type TrunkName = z.infer<typeof TrunkName>
/** The detector's registry of necks. */
export const NeckName = z.enum(['pathAggregation', 'fpn', 'ssd'])
export type NeckName = z.infer<typeof NeckName>

export const NetworkConfig = z.strictObject({
  /** pathAggregation: the trunk's own; fpn: top-down only; ssd: each level by itself, as in 2016. */
  neck: NeckName.default('pathAggregation'),
  /** A level of stride 4 for small objects; auto: where a fifth of the boxes are under 16 px of the input. */
  stride4: z.enum(['auto', 'on', 'off']).default('auto'),
  /** The level of stride 8; auto: left out where every box is large enough for stride 16. */
  stride8: z.enum(['auto', 'on', 'off']).default('auto'),
})
