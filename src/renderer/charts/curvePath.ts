/** Number of points of a drawn curve: smooth at any width of a panel. */
const NUM_POINTS = 96

/**
 * An SVG path of a function over [from, to] in a square of 100 x 100, y upwards from 0 to `max`; higher values are cut
 * at the top.
 */
export function curvePath(value: (x: number) => number, from: number, to: number, max: number): string {
  const points: string[] = []
  for (let i = 0; i <= NUM_POINTS; i++) {
    // Denser at the left, where losses are steep.
    const share = (i / NUM_POINTS) ** 2
    const height = Math.min(1, Math.max(0, value(from + (to - from) * share) / max))
    points.push(`${i === 0 ? 'M' : 'L'}${(100 * share).toFixed(2)} ${(100 * (1 - height)).toFixed(2)}`)
  }
  return points.join('')
}
