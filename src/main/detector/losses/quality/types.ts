import type { TargetBatch } from '../../matching/targets'
import type { SeenStep } from '../seenStep'
import type { LossConfig } from '../types'

/** What the quality head of a network learns. */
export interface QualityTarget {
  name: Exclude<LossConfig['quality'], 'none'>
  /** [P] in [0, 1], one for each positive; constant to the gradient. */
  targets(batch: TargetBatch, seen: SeenStep): Float32Array
}
