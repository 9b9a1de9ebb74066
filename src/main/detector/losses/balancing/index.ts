import { fixed } from './fixed'
import { kendall } from './kendall'
import type { Balancing } from './types'

/** All ways to weigh the parts of the loss, by the name that the training settings use. */
export const balancings: Readonly<Record<Balancing['name'], Balancing>> = { fixed, kendall }
