import { useMemo } from 'react'
import { figureText } from '../../../shared/text/count'
import type { RunMetrics } from '../../../shared/training/run'
import { apCurves, gaugeCurves, gradeCounts, lossCurves } from '../../charts/curves'
import { Legend } from '../../charts/Legend'
import { LineChart } from '../../charts/LineChart'
import { SmallChart } from '../../charts/SmallChart'
import { english, localText, t } from '../../language/t'
import { useTheme } from '../../state/studio/theme'

interface RunCurvesProps {
  metrics: RunMetrics
  /** The run before it, for comparison. */
  before: RunMetrics | null
  previousName: string | null
}

/** The numbers that losses report, as formulas write them. */
const gaugeNames: Record<string, string> = {
  gamma: english('γ'),
  alpha: english('α'),
  eflGammaMin: english('least γ'),
  eflGammaMax: english('most γ'),
  ghmcFilledBins: english('filled grades'),
  ghmrFilledBins: english('filled grades, boxes'),
  lambdaCls: english('λ class'),
  lambdaBox: english('λ box'),
  lambdaQuality: english('λ quality'),
  lambdaCenter: english('λ centre'),
}
/** Taller where the window has room for it. */
export const CURVE_HEIGHT = 'clamp(168px, 24vh, 320px)'
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
    { label: t('class'), color: '--series-1', values: loss.classification },
    { label: t('box'), color: '--series-2', values: loss.box },
    { label: t('quality'), color: '--series-3', values: loss.quality },
    { label: t('centre'), color: '--series-4', values: loss.center },
  ].filter(({ values }) => values.length > 0)
  const figures = [
    { label: t('AP50'), color: '--accent', values: ap.ap50 },
    { label: t('AP'), color: '--good', values: ap.ap },
  ]
  const grades = useMemo(() => gradeCounts(metrics), [metrics])
  const gauges = moving.gauges.map((gauge, i) => ({
    label: localText(gaugeNames[gauge.name] ?? gauge.name),
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
          <h2>{t('Loss')}</h2>
        </figcaption>
        <LineChart
          title={t('Loss by part over steps')}
          x={loss.steps}
          height={CURVE_HEIGHT}
          theme={theme}
          formatX={(step) => t('step {{step}}', { step })}
          lines={[...parts, ...earlier.map((line) => ({ ...line, values: loss.previous }))]}
        />
        <Legend entries={legendOf([...parts, ...earlier])} />
      </figure>
      <figure>
        <figcaption>
          <h2>{t('Validation AP50')}</h2>
          <span className="run-caption">
            {best === undefined
              ? t('after each epoch')
              : t('best {{AP50}} at epoch {{epoch}}', {
                  AP50: figureText(best.val?.AP50 ?? null),
                  epoch: best.epoch,
                })}
          </span>
        </figcaption>
        <LineChart
          title={t('AP50 and AP on validation over epochs')}
          x={ap.epochs}
          height={CURVE_HEIGHT}
          max={1}
          theme={theme}
          formatX={(epoch) => (Number.isInteger(epoch) ? String(epoch) : '')}
          lines={[...figures, ...earlier.map((line) => ({ ...line, values: ap.previous }))]}
        />
        <Legend entries={legendOf([...figures, ...earlier])} />
      </figure>
      {gauges.length > 0 && (
        <figure data-testid="run-gauges">
          <figcaption>
            <h2>{t('Moving numbers')}</h2>
          </figcaption>
          <LineChart
            title={t('Numbers of the loss that move, over steps')}
            x={moving.steps}
            height="112px"
            theme={theme}
            formatX={(step) => t('step {{step}}', { step })}
            lines={gauges}
          />
          <Legend entries={legendOf(gauges)} />
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
        <h2>{t('Boxes by hardness')}</h2>
        <span className="run-caption">{t('running counts of GHM-R')}</span>
      </figcaption>
      <SmallChart
        title={t('Boxes by hardness')}
        height={88}
        xTicks={[
          { at: 0, label: t('easy') },
          { at: 1, label: t('hard') },
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
