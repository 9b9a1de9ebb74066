import type { ApIntervals, Interval } from '../../../../../shared/evaluation/schema'
import { countText, groupedText } from '../../../../../shared/text/count'
import { Button } from '../../../../components/Button'
import { measureIntervals, useFigures } from '../../../../state/figures'
import './ApSection.css'

const columns = [
  ['AP', 'AP'],
  ['AP50', 'AP50'],
  ['APsmall', 'small'],
  ['APmedium', 'medium'],
  ['APlarge', 'large'],
] as const

/** AP by class and size; whiskers are 95 % intervals over pictures drawn again. */
export function ApSection() {
  const { intervals, isMeasuring } = useFigures()
  return (
    <section aria-label="AP by class and size" className="figures-section" data-testid="ap-intervals">
      <header>
        <h2>AP by class and size</h2>
        <span className="faint small">
          {intervals === null
            ? 'with 95 % intervals'
            : `95 % intervals, ${countText(intervals.images, 'picture')} drawn ${groupedText(intervals.resamples)} times`}
        </span>
      </header>
      {intervals === null ? (
        <div className="ap-waiting">
          {isMeasuring ? (
            <p className="faint small">Drawing the pictures again and again</p>
          ) : (
            <Button onClick={() => void measureIntervals()}>Measure</Button>
          )}
        </div>
      ) : (
        <div className="ap-scroll">
          <table className="ap-table">
            <thead>
              <tr>
                <th scope="col">Class</th>
                {columns.map(([name, label]) => (
                  <th key={name} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">All classes</th>
                {columns.map(([name]) => (
                  <Whisker key={name} interval={intervals[name]} scale={scaleOf(intervals, name)} />
                ))}
              </tr>
              {intervals.perClass.map((figures) => (
                <tr key={figures.name}>
                  <th scope="row" className="ellipsis" title={countText(figures.numTruths, 'box', 'boxes')}>
                    {figures.name}
                  </th>
                  {columns.map(([name]) => (
                    <Whisker key={name} interval={figures[name]} scale={scaleOf(intervals, name)} />
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

interface Scale {
  from: number
  span: number
}

/** Every column has its own scale, from its lowest to its highest whisker. */
function scaleOf(intervals: ApIntervals, name: (typeof columns)[number][0]): Scale {
  const all = [intervals, ...intervals.perClass].map((figures) => figures[name])
  const from = Math.min(...all.map(({ value, low }) => low ?? value ?? 1))
  const to = Math.max(...all.map(({ value, high }) => high ?? value ?? 0))
  return { from, span: Math.max(0.01, to - from) }
}

function Whisker({ interval: { value, low, high }, scale }: { interval: Interval; scale: Scale }) {
  if (value === null) return <td className="faint">–</td>
  const percent = (figure: number) => (100 * (figure - scale.from)) / scale.span
  const text = low === null || high === null ? '' : `${low.toFixed(3)} to ${high.toFixed(3)}`
  return (
    <td title={text}>
      {value.toFixed(3)}
      {low !== null && high !== null && (
        <>
          <span className="whisker" aria-hidden="true">
            <i style={{ left: `${percent(low)}%`, width: `${percent(high) - percent(low)}%` }} />
            <b style={{ left: `${percent(value)}%` }} />
          </span>
          <span className="whisker-text faint">
            {low.toFixed(2)}–{high.toFixed(2)}
          </span>
        </>
      )}
    </td>
  )
}
