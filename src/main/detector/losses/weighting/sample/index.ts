import { area } from './area'
import { hardness } from './hardness'
import { occluded } from './occluded'
import { quality } from './quality'
import type { SampleFactor } from './types'

/** All factors of per-sample weights. */
export const sampleFactors: readonly SampleFactor[] = [area, quality, hardness, occluded]
