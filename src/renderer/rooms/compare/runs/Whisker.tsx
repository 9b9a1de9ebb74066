import type { Interval } from '../../../../shared/evaluation/schema'
import { IntervalLine } from '../../../charts/IntervalLine'
import { t } from '../../../language/t'
import './Whisker.css'

interface WhiskerProps {
  interval: Interval | null
  /** The axis that all rows share. */
  range: readonly [low: number, high: number]
  format(value: number): string
  isLoading: boolean
}

/** A figure, with its 95 % interval as a line on an axis that the rows of a column share. */
export function Whisker({ interval, range, format, isLoading }: WhiskerProps) {
  if (interval === null || interval.value === null)
    return <span className="whisker-none">{isLoading ? '…' : '–'}</span>
  const { value, low, high } = interval
  const words =
    low === null || high === null
      ? format(value)
      : t('{{format}}, 95 % of resampled pictures from {{low}} to {{high}}', {
          format: format(value),
          low: format(low),
          high: format(high),
        })
  return (
    <span className="whisker" title={words}>
      <span className="whisker-value">{format(value)}</span>
      <IntervalLine interval={interval} range={range} />
    </span>
  )
}
