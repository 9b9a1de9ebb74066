import { z } from 'zod'
import { fraction } from './numbers'

export const ScheduleConfig = z.strictObject({
  /** auto: from the number of pictures and the preset's time budget. */
  epochs: z.union([z.literal('auto'), z.number().int().min(1).max(10_000)]).default('auto'),
  /** Pictures (or tiles) a step; auto: 8, fewer where the input is large. */
  batchSize: z.union([z.literal('auto'), z.number().int().min(1).max(64)]).default('auto'),
  /** Batches whose gradients are added up before an update. */
  accumulate: z.number().int().min(1).max(32).default(1),
  /** Steps over which the rate rises; auto: 50 in a short run, up to a tenth of a long one. */
  warmupSteps: z.union([z.literal('auto'), z.number().int().min(0)]).default('auto'),
  /** cosine: down to finalFactor; constant: no decay. */
  decay: z.enum(['cosine', 'constant']).default('cosine'),
  /** Share of learningRate left at the end of the cosine. */
  finalFactor: fraction.default(0.01),
  /** none: everything learns; stem: stem and stage 1 rest; trunk: only neck and heads learn; auto: stem, or none in a long run on many pictures. */
  freeze: z.enum(['auto', 'none', 'stem', 'trunk']).default('auto'),
  /** Share of the run in which the whole trunk rests before it learns too; 0: from the start. */
  thawFraction: fraction.max(0.9).default(0),
  /** The trunk learns in every n-th step only, neck and heads in each; 1: in each too. */
  trunkEvery: z.number().int().min(1).max(16).default(1),
  earlyStop: z
    .strictObject({
      /** Stops when validation AP has not risen for so many evaluations; 0: never. */
      patience: z.number().int().min(0).max(1000).default(0),
      minDelta: fraction.default(0.001),
      /** Never before this share of the planned steps. */
      minFraction: fraction.default(0.4),
    })
    .prefault({}),
})
