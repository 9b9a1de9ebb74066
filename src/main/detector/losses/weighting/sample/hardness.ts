import type { SampleFactor } from './types'

/** 1 - p_t, p_t the probability of the anchor's class: what is not learnt yet counts more. */
export const hardness: SampleFactor = {
  name: 'hardness',
  isOn: (config) => config.hardness,
  factors: ({ seen }) => seen.probabilities().map((probability) => 1 - probability),
}
