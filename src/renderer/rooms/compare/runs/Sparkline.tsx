import { t } from '../../../language/t'
/** A curve in a line of text: AP on validation after each epoch, from 0 to the highest of all rows. */
export function Sparkline({ values, max }: { values: readonly (number | null)[]; max: number }) {
  const points = values.flatMap((value, i) =>
    value === null
      ? []
      : [
          `${values.length === 1 ? 50 : (100 * i) / (values.length - 1)},${100 - (100 * value) / Math.max(1e-9, max)}`,
        ],
  )
  const last = values.findLast((value) => value !== null)
  if (points.length === 0 || last === undefined) return <span className="faint">–</span>
  return (
    <svg
      className="sparkline"
      viewBox="0 -4 100 108"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('AP by epoch, {{last}} after the last of {{values}}', {
        last: last?.toFixed(3),
        values: values.length,
      })}
    >
      <polyline points={points.join(' ')} />
    </svg>
  )
}
