import type { Interval } from '../../shared/evaluation/schema'
import './IntervalLine.css'

interface IntervalLineProps {
  interval: Interval
  /** The axis that the rows of a column share. */
  range: readonly [low: number, high: number]
}

/** A figure as a dot with its 95 % interval as a line through it; nothing where the figure is undefined. */
export function IntervalLine({ interval: { value, low, high }, range: [from, to] }: IntervalLineProps) {
  const percent = (x: number) => (100 * (x - from)) / (to - from)
  return (
    <span className="interval-line" aria-hidden="true">
      {low !== null && high !== null && (
        <i style={{ left: `${percent(low)}%`, width: `${percent(high) - percent(low)}%` }} />
      )}
      {value !== null && <b style={{ left: `${percent(value)}%` }} />}
    </span>
  )
}
