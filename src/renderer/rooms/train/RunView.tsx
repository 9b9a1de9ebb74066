import { useEffect, useMemo } from 'react'
import { countText, figureText } from '../../../shared/text/count'
import { durationText } from '../../../shared/text/duration'
import type { RunMetrics, RunRecord, TrainingProgress } from '../../../shared/training/run'
import { apCurves, lossCurves } from '../../charts/curves'
import { LineChart } from '../../charts/LineChart'
import { ErrorNotice } from '../../components/ErrorNotice'
import { ProgressBar } from '../../components/ProgressBar'
import { useTheme } from '../../state/theme'
import { dismissActionError, isActive, loadMetrics, useTraining } from '../../state/training'
import { LearningStrip } from './LearningStrip'
import { RunActions } from './RunActions'
import './RunView.css'

const noMetrics: RunMetrics = { steps: [], epochs: [] }

/** One run: its figures, its curves beside the run before it, what it sees, and what can be done with it. */
export function RunView({ run }: { run: RunRecord }) {
  const { runs, progress, metrics, actionError } = useTraining()
  const news = progress?.runId === run.id ? progress : null
  const live = isActive(news) ? news : null
  const own = metrics[run.id] ?? noMetrics
  const previous = runs.find((other) => other.startedAt < run.startedAt && other.summary !== null) ?? null
  const before = previous === null ? null : (metrics[previous.id] ?? null)

  useEffect(() => {
    if (previous !== null && before === null) void loadMetrics(previous.id)
  }, [previous, before])

  return (
    <section className="run-view" aria-label={run.name}>
      <header className="run-header">
        <Figures run={run} live={live} metrics={own} />
        <RunActions run={run} />
      </header>
      <ProgressBar value={shareDone(run, live)} label="Training progress" />
      <p className="run-phase">{phaseText(run, live)}</p>
      {run.error !== null && <ErrorNotice error={run.error} />}
      {actionError !== null && <ErrorNotice error={actionError} onDismiss={dismissActionError} />}
      <Curves metrics={own} before={before} previousName={previous?.name ?? null} />
      <LearningStrip epochs={own.epochs} classes={run.classes} />
      {news !== null && news.notes.length > 0 && (
        <ul className="run-notes" aria-label="Notes">
          {news.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Figures({
  run,
  live,
  metrics,
}: {
  run: RunRecord
  live: TrainingProgress | null
  metrics: RunMetrics
}) {
  const lastEpoch = metrics.epochs.at(-1) ?? null
  const best = run.val ?? run.summary?.val ?? lastEpoch?.val ?? null
  const epochs = lastEpoch?.epochs ?? run.summary?.epochs ?? null
  return (
    <dl className="run-figures">
      <div className="run-main">
        <dt>AP50 on validation</dt>
        <dd data-testid="run-ap50">{figureText(best?.AP50 ?? null)}</dd>
      </div>
      <div>
        <dt>AP</dt>
        <dd>{figureText(best?.AP ?? null)}</dd>
      </div>
      <div>
        <dt>Epoch</dt>
        <dd>
          {lastEpoch?.epoch ?? run.summary?.epochs ?? 0}
          {epochs !== null && <span className="run-of"> of {epochs}</span>}
        </dd>
      </div>
      <div>
        <dt>{live === null ? 'Took' : 'Left'}</dt>
        <dd>
          {live === null ? durationText(run.summary?.seconds ?? lastEpoch?.seconds ?? 0) : leftText(live)}
        </dd>
      </div>
    </dl>
  )
}

function Curves({
  metrics,
  before,
  previousName,
}: {
  metrics: RunMetrics
  before: RunMetrics | null
  previousName: string | null
}) {
  const theme = useTheme()
  const loss = useMemo(() => lossCurves(metrics, before), [metrics, before])
  const ap = useMemo(() => apCurves(metrics, before), [metrics, before])
  const earlier = previousName === null ? [] : [{ label: previousName, color: '--text-3', dashed: true }]
  const best = metrics.epochs.filter(({ isBest }) => isBest).at(-1)
  return (
    <div className="run-curves">
      <figure>
        <figcaption>
          <h2>Loss</h2>
          <Legend
            entries={[
              { label: 'class', color: '--series-1' },
              { label: 'box', color: '--series-2' },
              ...earlier,
            ]}
          />
        </figcaption>
        <LineChart
          title="Loss by part over steps"
          x={loss.steps}
          height={168}
          theme={theme}
          formatX={(step) => `step ${step}`}
          lines={[
            { label: 'class', color: '--series-1', values: loss.classification },
            { label: 'box', color: '--series-2', values: loss.box },
            ...earlier.map((line) => ({ ...line, values: loss.previous })),
          ]}
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
    </div>
  )
}

function Legend({ entries }: { entries: { label: string; color: string; dashed?: boolean }[] }) {
  return (
    <span className="run-legend">
      {entries.map(({ label, color, dashed }) => (
        <span key={label}>
          <i style={{ borderTop: `2px ${dashed ? 'dashed' : 'solid'} var(${color})` }} />
          {label}
        </span>
      ))}
    </span>
  )
}

function shareDone(run: RunRecord, live: TrainingProgress | null): number {
  if (live?.latest) return live.latest.step / Math.max(1, live.latest.steps)
  return run.summary !== null || run.status === 'finished' ? 1 : 0
}

function leftText(live: TrainingProgress): string {
  return live.secondsLeft === null ? '…' : durationText(live.secondsLeft)
}

function phaseText(run: RunRecord, live: TrainingProgress | null): string {
  const device = live?.backend ?? run.backend
  const speed = live !== null ? live.imagesPerSecond : (run.summary?.imagesPerSecond ?? 0)
  const parts = [
    live?.phase ?? run.summary?.stoppedWords ?? '',
    speed > 0 ? `${speed.toFixed(1)} pictures a second` : '',
    `${countText(run.numTrain, 'picture')} to learn from, ${run.numVal} to check`,
    device === null
      ? ''
      : `${device.device === 'gpu' ? 'GPU' : 'CPU'} ${device.description}: ${device.reason}`,
  ]
  return parts
    .map((part) => part.replace(/[.\s]+$/, ''))
    .filter((part) => part !== '')
    .join(' · ')
}
