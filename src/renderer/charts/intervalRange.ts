import type { Interval } from '../../shared/evaluation/schema'

/** An axis much shorter than this would make differences look large that are none. */
const LEAST_SPAN = 0.01

/** An axis from the lowest to the highest of some intervals. */
export function intervalRange(intervals: readonly Interval[]): readonly [low: number, high: number] {
  const ends = intervals.flatMap(({ value, low, high }) => [value, low, high].filter((end) => end !== null))
  if (ends.length === 0) return [0, 1]
  const low = Math.min(...ends)
  return [low, Math.max(low + LEAST_SPAN, ...ends)]
}
