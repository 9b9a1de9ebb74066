import { useEffect, useMemo } from 'react'
import { figureText } from '../../../shared/text/count'
import { type RunRecord, validationFigures } from '../../../shared/training/run'
import { Legend } from '../../charts/Legend'
import { LineChart } from '../../charts/LineChart'
import { Button } from '../../components/Button'
import { agoText, durationText } from '../../language/duration'
import { t } from '../../language/t'
import { useTheme } from '../../state/studio/theme'
import { loadMetrics, selectRun, useTraining } from '../../state/training/training'
import { CURVE_HEIGHT, RunCurves } from './RunCurves'
import './SoFar.css'

/** What earlier runs came to: figures and curves of the last one, and AP50 from run to run. */
export function SoFar() {
  const { runs, metrics } = useTraining()
  // Newest first; those of another detector were not trained.
  const ended = runs.filter(({ origin, summary }) => origin === 'trained' && summary !== null)
  const [last, previous] = ended
  const own = last === undefined ? undefined : metrics[last.id]
  const before = previous === undefined ? undefined : metrics[previous.id]
  useEffect(() => {
    for (const run of [last, previous])
      if (run !== undefined && useTraining.getState().metrics[run.id] === undefined) void loadMetrics(run.id)
  }, [last, previous])

  if (last === undefined) return null
  const figures = validationFigures(last)
  const hasCurves = own !== undefined && own.epochs.length > 0
  return (
    <section className="so-far" aria-label={t('The last run')} data-testid="so-far">
      <header className="so-far-head">
        <h2>{t('The last run')}</h2>
        <Button variant="quiet" onClick={() => selectRun(last.id)}>
          {last.name}
        </Button>
        <span className="muted ellipsis">
          {[
            t('AP50 {{AP50}}', { AP50: figureText(figures?.AP50 ?? null) }),
            t('AP {{AP}}', { AP: figureText(figures?.AP ?? null) }),
            durationText(last.summary?.seconds ?? 0),
            agoText(last.startedAt, Date.now()),
          ].join(' · ')}
        </span>
      </header>
      <div className="so-far-curves">
        {hasCurves && (
          <RunCurves metrics={own} before={before ?? null} previousName={previous?.name ?? null} />
        )}
        {ended.length > 1 && <RunToRun runs={ended} />}
      </div>
    </section>
  )
}

/** Validation figures of the runs in the order in which they were trained. */
function RunToRun({ runs }: { runs: readonly RunRecord[] }) {
  const theme = useTheme()
  const inOrder = useMemo(() => runs.toReversed(), [runs])
  const valuesOf = (name: 'AP50' | 'AP') => inOrder.map((run) => validationFigures(run)?.[name] ?? null)
  const lines = [
    { label: t('AP50'), color: '--accent', values: valuesOf('AP50') },
    { label: t('AP'), color: '--good', values: valuesOf('AP') },
  ]
  return (
    <figure className="run-to-run">
      <figcaption>
        <h2>{t('From run to run')}</h2>
      </figcaption>
      <LineChart
        title={t('AP50 and AP on validation, from run to run')}
        x={inOrder.map((_, place) => place + 1)}
        key={inOrder.length}
        height={CURVE_HEIGHT}
        max={1}
        theme={theme}
        formatX={(place) => inOrder[place - 1]?.name ?? ''}
        lines={lines}
      />
      <Legend entries={lines.map(({ label, color }) => ({ label, color, look: 'solid' as const }))} />
    </figure>
  )
}
