import { interpolate, precisionRecall, RECALLS } from '../../../../../shared/evaluation/curve'
import type { ClassOutcomes } from '../../../../../shared/evaluation/threshold'

/** The curve after each detection as an SVG path in a square of 100; only its corners. Empty without ground truth. */
export function rawPath({ isTrue, numTruths }: ClassOutcomes): string {
  if (numTruths === 0 || isTrue.length === 0) return ''
  const { precision, recall } = precisionRecall(isTrue, numTruths)
  const corners = Array.from(isTrue, (_, i) => i).filter(
    (i) => i === 0 || i === isTrue.length - 1 || isTrue[i] !== isTrue[i - 1] || isTrue[i] !== isTrue[i + 1],
  )
  return pathOf(corners.map((i) => [recall[i], precision[i]]))
}

/** The curve that AP50 is the mean of: 101 recalls, precision never rising. */
export function interpolatedPath({ isTrue, numTruths }: ClassOutcomes): string {
  if (numTruths === 0) return ''
  const sampled = interpolate(precisionRecall(isTrue, numTruths), RECALLS)
  return pathOf(Array.from(sampled, (precision, r) => [RECALLS[r], precision]))
}

function pathOf(points: readonly (readonly [recall: number, precision: number])[]): string {
  return points
    .map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${(100 * x).toFixed(2)} ${(100 - 100 * y).toFixed(2)}`)
    .join('')
}
