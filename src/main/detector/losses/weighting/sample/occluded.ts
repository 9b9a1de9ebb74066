import type { SampleFactor } from './types'

/** The given weight for objects that something hides in part, 1 for all others. */
export const occluded: SampleFactor = {
  name: 'occluded',
  isOn: (config) => config.occluded !== 1,
  factors: ({ targets: { positiveOccluded }, config }) =>
    Float64Array.from(positiveOccluded, (flag) => (flag === 1 ? config.sampleWeights.occluded : 1)),
}
