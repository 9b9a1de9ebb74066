import { paretoFront, type Tradeoff } from '../../../../shared/sweep/pareto'
import type { SweepMean, SweepRow } from '../../../../shared/sweep/schema'
import { SmallChart, type Tick } from '../../../charts/SmallChart'
import { settingName, valueText } from '../../../language/settingWords'
import { t } from '../../../language/t'
import { keyOf } from './SweepResults'
import './ParetoPlot.css'

interface ParetoPlotProps {
  rows: readonly SweepRow[]
  means: readonly SweepMean[]
  pickedKey: string | null
  onPick(key: string): void
}

type Placed<T> = T & Tradeoff

/** Recall against false positives a picture: a small dot a run, a large one a combination; a line joins what nothing beats. */
export function ParetoPlot({ rows, means, pickedKey, onPick }: ParetoPlotProps) {
  const runs = rows.flatMap(placed)
  const combinations = means.flatMap(placed)
  const front = paretoFront(combinations)
  const onFront = new Set(front.map(keyOf))
  const axis = axesOf([...runs, ...combinations])
  const left = ({ fpPerImage }: Tradeoff) => 100 * axis.x.at(fpPerImage)
  const top = ({ recall }: Tradeoff) => 100 - 100 * axis.y.at(recall)
  return (
    <figure className="pareto" data-testid="pareto">
      <figcaption>
        <h2>{t('Recall against false positives a picture')}</h2>
        <span className="faint small">{t('each at its best F1; the line joins what no other beats')}</span>
      </figcaption>
      <div className="pareto-plot">
        <SmallChart
          title={t(
            'Recall against false positives a picture of {{means}} combinations; {{front}} are not beaten by another',
            { means: means.length, front: front.length },
          )}
          height={188}
          xTicks={axis.x.ticks}
          yTicks={axis.y.ticks}
          overlay={combinations.map((mean) => (
            <button
              key={keyOf(mean)}
              type="button"
              className="pareto-point"
              data-testid="pareto-point"
              data-front={onFront.has(keyOf(mean))}
              aria-pressed={keyOf(mean) === pickedKey}
              aria-label={pointText(mean)}
              title={pointText(mean)}
              style={{ left: `${left(mean)}%`, top: `${top(mean)}%` }}
              onClick={() => onPick(keyOf(mean))}
            />
          ))}
        >
          {front.length > 1 && (
            <path
              className="pareto-front"
              d={`M${front.map((point) => `${left(point)} ${top(point)}`).join('L')}`}
            />
          )}
          {runs.map((row) => (
            <path key={row.run} className="pareto-run" d={`M${left(row)} ${top(row)}h0`} />
          ))}
        </SmallChart>
      </div>
      {combinations.length === 0 && (
        <p className="faint small">{t('The first finished run appears here.')}</p>
      )}
    </figure>
  )
}

function placed<T extends { fpPerImage: number | null; recall: number | null }>(item: T): Placed<T>[] {
  const { fpPerImage, recall } = item
  return fpPerImage === null || recall === null ? [] : [{ ...item, fpPerImage, recall }]
}

function pointText({ settings, recall, fpPerImage }: Placed<SweepMean>): string {
  const words = Object.entries(settings).map(
    ([path, value]) => `${settingName(path)} ${valueText(path, value)}`,
  )
  return t('{{words}}: recall {{recall}}, {{fpPerImage}} false positives a picture', {
    words: words.join(t(', ')) || t('The settings as they are'),
    recall: recall.toFixed(3),
    fpPerImage: fpPerImage.toFixed(2),
  })
}

interface Axis {
  /** Place of a value, 0 to 1. */
  at(value: number): number
  ticks: Tick[]
}

/** Both axes fit the points, with round numbers and a little room. */
function axesOf(points: readonly Tradeoff[]): { x: Axis; y: Axis } {
  return {
    x: axisOf(points.map(({ fpPerImage }) => fpPerImage)),
    y: axisOf(points.map(({ recall }) => recall)),
  }
}

function axisOf(values: readonly number[]): Axis {
  if (values.length === 0) return { at: () => 0, ticks: [] }
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = Math.max((high - low) * 0.12, 0.01)
  const step = roundStep((high - low + 2 * room) / 4)
  const from = Math.max(0, Math.floor((low - room) / step) * step)
  const to = Math.ceil((high + room) / step) * step
  const digits = Math.max(0, -Math.floor(Math.log10(step)))
  const count = Math.round((to - from) / step)
  return {
    at: (value) => (value - from) / (to - from),
    ticks: Array.from({ length: count + 1 }, (_, i) => ({
      at: i / count,
      label: (from + i * step).toFixed(digits),
    })),
  }
}

/** 1, 2 or 5 times a power of ten, not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least - 1e-12) ?? 10 * power
}
