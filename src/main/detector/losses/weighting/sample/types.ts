import type { LossConfig } from '../../types'
import type { WeightingScene } from '../types'

/** A factor of the weight of each positive. */
export interface SampleFactor {
  name: string
  /** The settings ask for it. */
  isOn(config: LossConfig['sampleWeights']): boolean
  /** [P]; cut to 0.1 .. 10 by whoever asks. */
  factors(scene: WeightingScene): ArrayLike<number>
}
