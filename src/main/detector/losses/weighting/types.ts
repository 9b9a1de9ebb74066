import type { AnchorSet } from '../../anchors/types'
import type { TargetBatch } from '../../matching/targets'
import type { SeenStep } from '../seenStep'
import type { LossConfig } from '../types'

/** How much what counts in a step. No gradient runs through any weight. */
export interface StepWeights {
  /** Of each anchor in the classification loss, [B * N]; 0: it does not count. */
  anchors: Float32Array
  /** Of each positive in the box loss, [P]. */
  boxes: Float32Array
  /** Of each positive in the quality and the centre loss, [P]. */
  positives: Float32Array
}

/** What weights are made from. */
export interface WeightingScene {
  config: LossConfig
  targets: TargetBatch
  seen: SeenStep
  anchors: AnchorSet
  /** px of the network's input. */
  input: { width: number; height: number }
  /** Share of the run that is done, 0 to 1. */
  progress: number
}

/** One way to weigh. */
export interface Weighting {
  name: string
  /** The settings ask for it. */
  isOn(config: LossConfig): boolean
  /** Changes the weights in place. */
  apply(weights: StepWeights, scene: WeightingScene): void
}

/** Multiplies all weights of each positive by a factor. */
export function multiplyPositives(
  weights: StepWeights,
  { positives }: TargetBatch,
  factors: ArrayLike<number>,
): void {
  for (let i = 0; i < positives.length; i++) {
    weights.anchors[positives[i]] *= factors[i]
    weights.boxes[i] *= factors[i]
    weights.positives[i] *= factors[i]
  }
}
