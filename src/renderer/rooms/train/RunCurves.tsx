import { useMemo } from 'react'
import { figureText } from '../../../shared/text/count'
import type { RunMetrics } from '../../../shared/training/run'
import { apCurves, gaugeCurves, gradeCounts, lossCurves } from '../../charts/curves'
import { Legend } from '../../charts/Legend'
import { LineChart } from '../../charts/LineChart'
import { SmallChart } from '../../charts/SmallChart'
import { useTheme } from '../../state/studio/theme'

interface RunCurvesProps {
  metrics: RunMetrics
  /** The run before it, for comparison. */
  before: RunMetrics | null
  previousName: string | null
}

/** The numbers that losses report, as formulas write them. */
const gaugeNames: Record<string, string> = {
  gamma: 'γ',
  alpha: 'α',
  eflGammaMin: 'least γ',
  eflGammaMax: 'most γ',
  ghmcFilledBins: 'filled grades',
  ghmrFilledBins: 'filled grades, boxes',
  lambdaCls: 'λ class',
  lambdaBox: 'λ box',
  lambdaQuality: 'λ quality',
  lambdaCenter: 'λ centre',
}
const gaugeColors = ['--accent', '--series-3', '--series-4', '--series-2', '--series-1', '--good']

/** Loss by part, validation figures, and the numbers of the loss that move, each beside the run before. */
export function RunCurves({ metrics, before, previousName }: RunCurvesProps) {
  const theme = useTheme()
  const loss = useMemo(() => lossCurves(metrics, before), [metrics, before])
  const ap = useMemo(() => apCurves(metrics, before), [metrics, before])
  const moving = useMemo(() => gaugeCurves(metrics), [metrics])
  const earlier = previousName === null ? [] : [{ label: previousName, color: '--text-3', dashed: true }]
  const best = metrics.epochs.filter(({ isBest }) => isBest).at(-1)
  const parts = [
    { label: 'class', color: '--series-1', values: loss.classification },
    { label: 'box', color: '--series-2', values: loss.box },
    { label: 'quality', color: '--series-3', values: loss.quality },
    { label: 'centre', color: '--series-4', values: loss.center },
  ].filter(({ values }) => values.length > 0)
  const grades = useMemo(() => gradeCounts(metrics), [metrics])
  const gauges = moving.gauges.map((gauge, i) => ({
    label: gaugeNames[gauge.name] ?? gauge.name,
    color: gaugeColors[i % gaugeColors.length],
    values: gauge.values,
  }))
  const legendOf = (lines: readonly { label: string; color: string; dashed?: boolean }[]) =>
    lines.map(({ label, color, dashed }) => ({
      label,
      color,
      look: dashed === true ? ('dashed' as const) : ('solid' as const),
    }))
  return (
    <div className="run-curves">
      <figure>
        <figcaption>
          <h2>Loss</h2>
          <Legend entries={legendOf([...parts, ...earlier])} />
        </figcaption>
        <LineChart
          title="Loss by part over steps"
          x={loss.steps}
          height={168}
          theme={theme}
          formatX={(step) => `step ${step}`}
          lines={[...parts, ...earlier.map((line) => ({ ...line, values: loss.previous }))]}
        />
      </figure>
      <figure>
        <figcaption>
          <h2>Validation AP50</h2>
          <span className="run-caption">
            {best === undefined
              ? 'after each epoch'
              : `best ${figureText(best.val?.AP50 ?? null)} at epoch ${best.epoch}`}
          </span>
        </figcaption>
        <LineChart
          title="AP50 and AP on validation over epochs"
          x={ap.epochs}
          height={168}
          max={1}
          theme={theme}
          formatX={(epoch) => (Number.isInteger(epoch) ? String(epoch) : '')}
          lines={[
            { label: 'AP50', color: '--accent', values: ap.ap50 },
            { label: 'AP', color: '--good', values: ap.ap },
            ...earlier.map((line) => ({ ...line, values: ap.previous })),
          ]}
        />
      </figure>
      {gauges.length > 0 && (
        <figure data-testid="run-gauges">
          <figcaption>
            <h2>Moving numbers</h2>
            <Legend entries={legendOf(gauges)} />
          </figcaption>
          <LineChart
            title="Numbers of the loss that move, over steps"
            x={moving.steps}
            height={112}
            theme={theme}
            formatX={(step) => `step ${step}`}
            lines={gauges}
          />
        </figure>
      )}
      {grades.length > 0 && <Grades counts={grades} />}
    </div>
  )
}

/** How many boxes are how hard, as GHM-R counts them. */
function Grades({ counts }: { counts: readonly number[] }) {
  const most = Math.max(...counts, 1e-9)
  const width = 100 / counts.length
  return (
    <figure>
      <figcaption>
        <h2>Boxes by hardness</h2>
        <span className="run-caption">running counts of GHM-R</span>
      </figcaption>
      <SmallChart
        title="Boxes by hardness"
        height={88}
        xTicks={[
          { at: 0, label: 'easy' },
          { at: 1, label: 'hard' },
        ]}
      >
        {counts.map((count, grade) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a grade is its place
            key={grade}
            x={grade * width}
            width={0.85 * width}
            y={100 - (100 * count) / most}
            height={(100 * count) / most}
            fill="var(--series-2)"
          />
        ))}
      </SmallChart>
    </figure>
  )
}
