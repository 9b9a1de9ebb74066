import type { Weighting } from './types'

/**
 * Position penalty: the box loss of a positive times 1 + kappa rho^2 / c^2, rho the distance of the centres of predicted
 * and labelled box, c the diagonal of the smallest box around both (the penalty of DIoU, Zheng et al. 2020,
 * arXiv:1911.08287, Eq. 6); kappa is `positionPenalty.strength`. A factor, and constant to the gradient.
 */
export const diouPenalty: Weighting = {
  name: 'diou',
  isOn: ({ positionPenalty }) => positionPenalty.kind === 'diou',
  apply({ boxes }, { config, targets, seen }) {
    const predicted = seen.boxesXyxyPx()
    for (let i = 0; i < boxes.length; i++) {
      const distance = relativeDistance(predicted, targets.positiveBoxesXyxyPx, i)
      boxes[i] *= 1 + config.positionPenalty.strength * distance
    }
  },
}

/** rho^2 / c^2 of the i-th pair of corners. */
function relativeDistance(a: Float32Array, b: Float32Array, i: number): number {
  const [ax1, ay1, ax2, ay2] = a.subarray(i * 4, i * 4 + 4)
  const [bx1, by1, bx2, by2] = b.subarray(i * 4, i * 4 + 4)
  const width = Math.max(ax2, bx2) - Math.min(ax1, bx1)
  const height = Math.max(ay2, by2) - Math.min(ay1, by1)
  const diagonal = width * width + height * height
  const dx = (ax1 + ax2 - bx1 - bx2) / 2
  const dy = (ay1 + ay2 - by1 - by2) / 2
  return diagonal > 0 ? (dx * dx + dy * dy) / diagonal : 0
}
