import type { LossConfig, LossMemory } from '../types'

/** Parts of the loss in their order everywhere. */
export const lossParts = ['classification', 'box', 'quality', 'center'] as const
export type LossPart = (typeof lossParts)[number]
export type ByPart = Record<LossPart, number>

/** How the parts of the loss are weighed against each other. */
export interface Balancing {
  name: LossConfig['balancing']['kind']
  /** What each part is multiplied by in this step; 0: the part is off. */
  lambdas(config: LossConfig, memory: LossMemory): ByPart
  /** Added to the total that is reported; constant to the network's gradient. */
  constant(config: LossConfig, memory: LossMemory): number
  /** Learns from the parts of a step, before they were weighed. */
  learn(parts: ByPart, config: LossConfig, memory: LossMemory): LossMemory
  gauges(config: LossConfig, memory: LossMemory): Record<string, number>
}

/** The lambdas of the settings. */
export function givenLambdas(config: LossConfig): ByPart {
  return {
    classification: config.lambdaCls,
    box: config.lambdaBox,
    quality: config.quality === 'none' ? 0 : config.lambdaQuality,
    center: config.lambdaCenter,
  }
}
