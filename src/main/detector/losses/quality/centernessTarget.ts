import type { FlatBoxes } from '../../../../shared/geometry/box'

/**
 * Centerness of FCOS (Tian et al. 2019, arXiv:1904.01355, Eq. 3): how near the middle of its box an anchor's centre lies,
 *   sqrt(min(l, r) / max(l, r) * min(t, b) / max(t, b)),
 * l, t, r, b the distances from the centre to the sides; 1 in the middle, 0 on a side and outside.
 * anchorsXyxyPx and boxesXyxyPx [P*4] px, pair by pair -> targets [P].
 */
export function centernessTargets(anchorsXyxyPx: FlatBoxes, boxesXyxyPx: FlatBoxes): Float32Array {
  const targets = new Float32Array(boxesXyxyPx.length / 4)
  for (let i = 0; i < targets.length; i++) {
    const [x1, y1, x2, y2] = boxesXyxyPx.subarray(i * 4, i * 4 + 4)
    const x = (anchorsXyxyPx[i * 4] + anchorsXyxyPx[i * 4 + 2]) / 2
    const y = (anchorsXyxyPx[i * 4 + 1] + anchorsXyxyPx[i * 4 + 3]) / 2
    targets[i] = Math.sqrt(balance(x - x1, x2 - x) * balance(y - y1, y2 - y))
  }
  return targets
}

/** The smaller over the larger of the distances to two sides; 0 outside them. */
function balance(before: number, after: number): number {
  const nearer = Math.min(before, after)
  return nearer > 0 ? nearer / Math.max(before, after) : 0
}
