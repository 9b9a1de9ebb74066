import type { ApIntervals, Interval } from '../../../../../shared/evaluation/schema'
import { figureText, groupedText, shortText } from '../../../../../shared/text/count'
import { ActionKey } from '../../../../actions/ActionKey'
import { runAction } from '../../../../actions/runAction'
import { IntervalLine } from '../../../../charts/IntervalLine'
import { intervalRange } from '../../../../charts/intervalRange'
import { Button } from '../../../../components/Button'
import { countText } from '../../../../language/count'
import { english, localText, t } from '../../../../language/t'
import { useFigures } from '../../../../state/review/figures'
import { measureIntervalsAction } from './actions/measureIntervals'
import './ApSection.css'

const columns = [
  ['AP', english('AP')],
  ['AP50', english('AP50')],
  ['APsmall', english('small')],
  ['APmedium', english('medium')],
  ['APlarge', english('large')],
] as const

/** AP by class and size; whiskers are 95 % intervals over pictures drawn again. */
export function ApSection() {
  const { intervals, measuring } = useFigures()
  const ranges = intervals === null ? null : rangesOf(intervals)
  return (
    <section aria-label={t('AP by class and size')} className="figures-section" data-testid="ap-intervals">
      <header>
        <h2>{t('AP by class and size')}</h2>
        <span className="faint small">
          {intervals === null
            ? t('with 95 % intervals')
            : t('95 % intervals, {{images}} drawn {{resamples}} times', {
                images: countText(intervals.images, 'picture'),
                resamples: groupedText(intervals.resamples),
              })}
        </span>
      </header>
      {intervals === null || ranges === null ? (
        <div className="ap-waiting">
          {measuring !== null ? (
            <p className="faint small">{t('Drawing the pictures again and again')}</p>
          ) : (
            <Button onClick={() => runAction(measureIntervalsAction)}>
              {t('Measure')} <ActionKey action={measureIntervalsAction} />
            </Button>
          )}
        </div>
      ) : (
        <div className="ap-scroll">
          <table className="ap-table">
            <thead>
              <tr>
                <th scope="col">{t('Class')}</th>
                {columns.map(([name, label]) => (
                  <th key={name} scope="col">
                    {localText(label)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t('All classes')}</th>
                {columns.map(([name]) => (
                  <IntervalCell key={name} interval={intervals[name]} range={ranges[name]} />
                ))}
              </tr>
              {intervals.perClass.map((figures) => (
                <tr key={figures.name}>
                  <th scope="row" className="ellipsis" title={countText(figures.numTruths, 'box', 'boxes')}>
                    {figures.name}
                  </th>
                  {columns.map(([name]) => (
                    <IntervalCell key={name} interval={figures[name]} range={ranges[name]} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

type Name = (typeof columns)[number][0]

/** Every column has its own axis. */
function rangesOf(intervals: ApIntervals): Record<Name, readonly [number, number]> {
  const all = [intervals, ...intervals.perClass]
  return Object.fromEntries(
    columns.map(([name]) => [name, intervalRange(all.map((figures) => figures[name]))]),
  ) as Record<Name, readonly [number, number]>
}

function IntervalCell({ interval, range }: { interval: Interval; range: readonly [number, number] }) {
  const { value, low, high } = interval
  if (value === null) return <td className="faint">–</td>
  const text =
    low === null || high === null
      ? ''
      : t('{{low}} to {{high}}', { low: figureText(low), high: figureText(high) })
  return (
    <td title={text}>
      {figureText(value)}
      {low !== null && high !== null && (
        <>
          <IntervalLine interval={interval} range={range} />
          <span className="ap-interval faint">
            {shortText(low)}–{shortText(high)}
          </span>
        </>
      )}
    </td>
  )
}
