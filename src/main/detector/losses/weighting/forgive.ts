import { multiplyPositives, type Weighting } from './types'

/**
 * Label-noise mode: a positive that stays hopeless may be labelled wrongly and weighs less,
 *   w = 1 where p_t >= tau, else (p_t / tau)^eta
 * p_t the probability of its class; tau, eta = `threshold`, `power`. Not before `startFraction` of the run: at first
 * everything is hopeless. The opposite of focusing, and constant to the gradient.
 */
export const forgive: Weighting = {
  name: 'forgive',
  isOn: ({ hardSamples }) => hardSamples.kind === 'forgive',
  apply(weights, { config, targets, seen, progress }) {
    const { threshold, power, startFraction } = config.hardSamples
    if (progress < startFraction) return
    const factors = seen.probabilities().map((p) => (p >= threshold ? 1 : (p / threshold) ** power))
    multiplyPositives(weights, targets, factors)
  },
}
