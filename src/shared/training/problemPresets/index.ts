import { clutteredBackground } from './clutteredBackground'
import { noisyLabels } from './noisyLabels'
import { occludedOrBlurred } from './occludedOrBlurred'
import { rareClasses } from './rareClasses'
import { smallObjects } from './smallObjects'
import type { ProblemPreset } from './types'

/** Presets by problem, in the order in which they are offered. */
export const problemPresets: readonly ProblemPreset[] = [
  smallObjects,
  clutteredBackground,
  occludedOrBlurred,
  rareClasses,
  noisyLabels,
]
