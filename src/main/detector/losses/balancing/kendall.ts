import type { LossConfig, LossMemory } from '../types'
import { type Balancing, type ByPart, givenLambdas, type LossPart, lossParts } from './types'

/** a_i: 1 for what is classified, 1/2 for what is measured. */
const SHARES: ByPart = { classification: 1, box: 0.5, quality: 0.5, center: 0.5 }
const LARGEST = 4

/**
 * Weights of the parts by their uncertainty (Kendall et al. 2018, arXiv:1705.07115, Eq. 10, with s_i = log sigma_i^2):
 *   L = sum_i (a_i e^{-s_i} L_i + s_i / 2),  a = 1 for classification, 1/2 for box, quality and centre loss
 * The network sees lambda_i = a_i e^{-s_i}; each s_i starts at 0, goes down its own slope 1/2 - a_i e^{-s_i} L_i at
 * `balancing.rate` and stays within -4 .. 4. A lambda of 0 in the settings keeps a part off; other lambdas are not used.
 * L falls below 0 where parts are small. Memory: `s` [4], in the order of `lossParts`.
 */
export const kendall: Balancing = {
  name: 'kendall',
  lambdas(config, memory) {
    const logVariances = logVariancesOf(memory)
    return byPart((part, i) => (isOn(config, part) ? SHARES[part] * Math.exp(-logVariances[i]) : 0))
  },
  constant(config, memory) {
    const logVariances = logVariancesOf(memory)
    return lossParts.reduce((sum, part, i) => sum + (isOn(config, part) ? logVariances[i] / 2 : 0), 0)
  },
  learn(parts, config, memory) {
    const { rate } = config.balancing
    const logVariances = logVariancesOf(memory).map((s, i) => {
      const part = lossParts[i]
      if (!isOn(config, part)) return s
      const slope = 0.5 - SHARES[part] * Math.exp(-s) * parts[part]
      return Math.min(Math.max(s - rate * slope, -LARGEST), LARGEST)
    })
    return { s: logVariances }
  },
  gauges(config, memory) {
    const lambdas = kendall.lambdas(config, memory)
    const named = lossParts.map((part) => [GAUGES[part], lambdas[part]] as const)
    return Object.fromEntries(named.filter((_, i) => isOn(config, lossParts[i])))
  },
}

const GAUGES: Record<LossPart, string> = {
  classification: 'lambdaCls',
  box: 'lambdaBox',
  quality: 'lambdaQuality',
  center: 'lambdaCenter',
}

function logVariancesOf(memory: LossMemory): readonly number[] {
  return memory.s ?? lossParts.map(() => 0)
}

function isOn(config: LossConfig, part: LossPart): boolean {
  return givenLambdas(config)[part] > 0
}

function byPart(numberOf: (part: LossPart, i: number) => number): ByPart {
  return Object.fromEntries(lossParts.map((part, i) => [part, numberOf(part, i)])) as ByPart
}
