import type { TargetBatch } from '../matching/targets'
import type { LossSystem } from './lossSystem'
import type { SeenStep } from './seenStep'
import type { LossConfig, LossMemory } from './types'
import type { StepWeights } from './weighting/types'

/** What the parts of a step's loss share. */
export interface LossStep {
  system: LossSystem
  /** With the alpha and gamma of this step. */
  config: LossConfig
  /** What the losses have taken in of this step. */
  memory: LossMemory
  targets: TargetBatch
  seen: SeenStep
  weights: StepWeights
  /** What the score of each positive is to reach, [P]. */
  scores: Float32Array
}
