import type { Interval } from '../../../../shared/evaluation/schema'
import './Whisker.css'

interface WhiskerProps {
  interval: Interval | null
  /** The axis that all rows share. */
  range: readonly [low: number, high: number]
  format(value: number): string
  isLoading: boolean
}

/** A figure, with its 95 % interval as a line on an axis that the rows of a column share. */
export function Whisker({ interval, range: [low, high], format, isLoading }: WhiskerProps) {
  const value = interval?.value ?? null
  if (value === null) return <span className="whisker-none">{isLoading ? '…' : '–'}</span>
  const at = (x: number) => `${(100 * (x - low)) / Math.max(1e-9, high - low)}%`
  const { low: from = null, high: to = null } = interval ?? {}
  const words =
    from === null || to === null
      ? format(value)
      : `${format(value)}, 95 % of resampled pictures from ${format(from)} to ${format(to)}`
  return (
    <span className="whisker" title={words}>
      <span className="whisker-value">{format(value)}</span>
      <span className="whisker-axis" aria-hidden="true">
        {from !== null && to !== null && (
          <i className="whisker-line" style={{ left: at(from), width: `calc(${at(to)} - ${at(from)})` }} />
        )}
        <i className="whisker-dot" style={{ left: at(value) }} />
      </span>
    </span>
  )
}
