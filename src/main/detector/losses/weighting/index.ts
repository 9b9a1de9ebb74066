import { centrePenalty } from './centrePenalty'
import { diouPenalty } from './diouPenalty'
import { emphasis } from './emphasis'
import { forgive } from './forgive'
import { mining } from './mining'
import { sampleWeights } from './sampleWeights'
import type { StepWeights, Weighting, WeightingScene } from './types'

/** All ways to weigh, in the order in which they work: those that choose among anchors come last. */
export const weightings: readonly Weighting[] = [
  sampleWeights,
  diouPenalty,
  centrePenalty,
  forgive,
  mining,
  emphasis,
]

/** Weights of a step: from the matcher those of anchors and of scores, changed by all that the settings ask for. */
export function weighStep(scene: WeightingScene): StepWeights {
  const { targets, config } = scene
  const { anchorWeights, positives, positiveQualities } = targets
  const ones = () => new Float32Array(positives.length).fill(1)
  const weights: StepWeights = {
    anchors: anchorWeights.slice(),
    // Boxes of anchors that are hardly aligned hardly count (Feng et al. 2021, arXiv:2108.07755, Eq. 8).
    boxes: positiveQualities?.slice() ?? ones(),
    positives: ones(),
  }
  for (const weighting of weightings) if (weighting.isOn(config)) weighting.apply(weights, scene)
  return weights
}
