import { penaltyReducedWeights } from './penaltyReduced'
import type { Weighting, WeightingScene } from './types'

/** Position penalty of the background: each picture's negatives weigh as `penaltyReducedWeights` says. */
export const centrePenalty: Weighting = {
  name: 'penaltyReduced',
  isOn: ({ positionPenalty }) => positionPenalty.kind === 'penaltyReduced',
  apply({ anchors: weights }, scene) {
    const { numAnchors, positives } = scene.targets
    const isPositive = new Uint8Array(weights.length)
    for (const row of positives) isPositive[row] = 1
    for (const [b, boxes] of objectsOf(scene).entries()) {
      const factors = penaltyReducedWeights(scene.anchors, Float32Array.from(boxes))
      for (let anchor = 0, row = b * numAnchors; anchor < numAnchors; anchor++, row++) {
        if (isPositive[row] === 0) weights[row] *= factors[anchor]
      }
    }
  },
}

/** Corners of the objects of each picture that have a positive. */
function objectsOf({ targets }: WeightingScene): number[][] {
  const { batchSize, numAnchors, positives, positiveBoxIndices, positiveBoxesXyxyPx } = targets
  const found = Array.from({ length: batchSize }, () => new Map<number, number[]>())
  for (const [i, row] of positives.entries()) {
    const box = [...positiveBoxesXyxyPx.subarray(i * 4, i * 4 + 4)]
    found[Math.floor(row / numAnchors)].set(positiveBoxIndices[i], box)
  }
  return found.map((boxes) => [...boxes.values()].flat())
}
