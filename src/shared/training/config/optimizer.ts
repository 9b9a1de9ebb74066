import { z } from 'zod'
import { nonnegative, positive } from './numbers'

export const OptimizerConfig = z.strictObject({
  kind: z.enum(['adamw', 'sgd']).default('adamw'),
  learningRate: positive.max(1).default(3e-3),
  /** Rate of the trunk as a share of learningRate. */
  trunkFactor: z.number().min(0).max(1).default(0.3),
  /** Rate of a run that goes on from another one, as a share of learningRate. */
  onwardFactor: positive.max(1).default(0.33),
  weightDecay: nonnegative.max(1).default(0.01),
  /** sgd: how much of the last step goes on. */
  momentum: z.number().min(0).lt(1).default(0.9),
  /** Global gradient norm is clipped to this; 0: never. */
  clipNorm: nonnegative.default(10),
  /** Decay of the averaged weights that are evaluated and exported; less where the run is short; 0: off. */
  emaDecay: z.number().min(0).lt(1).default(0.9998),
})
