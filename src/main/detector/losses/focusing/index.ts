import { fixed } from './fixed'
import { learnable } from './learnable'
import { scheduled } from './scheduled'
import type { Focusing } from './types'

/** All ways in which alpha and gamma move, by the name that the training settings use. */
export const focusings: Readonly<Record<Focusing['name'], Focusing>> = { fixed, scheduled, learnable }
