/** Focal loss of an object's anchor against its probability p (Lin et al. 2017, Eq. 5): -alpha (1-p)^gamma ln p. */
export function focalLossAt(p: number, alpha: number, gamma: number): number {
  return -alpha * (1 - p) ** gamma * Math.log(p)
}

/**
 * An SVG path of the loss over p in (0, 1], in a box of width x height; `maxLoss` is the top edge.
 * Curves above the top are cut there.
 */
export function focalCurvePath(
  { alpha, gamma }: { alpha: number; gamma: number },
  size: { width: number; height: number; maxLoss: number },
): string {
  const points: string[] = []
  const numPoints = 60
  for (let i = 0; i <= numPoints; i++) {
    const p = 0.005 + (0.995 * i) / numPoints
    const loss = Math.min(size.maxLoss, focalLossAt(p, alpha, gamma))
    const x = (i / numPoints) * size.width
    const y = size.height * (1 - loss / size.maxLoss)
    points.push(`${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
  }
  return points.join('')
}
