import { useEffect } from 'react'
import { figureText } from '../../../shared/text/count'
import {
  type RunMetrics,
  type RunRecord,
  type TrainingProgress,
  validationFigures,
} from '../../../shared/training/run'
import { ErrorNotice } from '../../components/ErrorNotice'
import { ProgressBar } from '../../components/ProgressBar'
import { countText } from '../../language/count'
import { durationText } from '../../language/duration'
import { localText, t } from '../../language/t'
import { dismissActionError, isActive, loadMetrics, useTraining } from '../../state/training/training'
import { Problems } from './doctor/Problems'
import { LearningStrip } from './LearningStrip'
import { RunActions } from './RunActions'
import { RunCurves } from './RunCurves'
import { RunSettings } from './RunSettings'
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
      <ProgressBar value={shareDone(run, live)} label={t('Training progress')} />
      <p className="run-phase">{phaseText(run, live)}</p>
      {run.error !== null && <ErrorNotice error={run.error} />}
      {actionError !== null && <ErrorNotice error={actionError} onDismiss={dismissActionError} />}
      {news !== null && <Problems problems={news.problems} />}
      <RunCurves metrics={own} before={before} previousName={previous?.name ?? null} />
      <LearningStrip epochs={own.epochs} classes={run.classes} />
      <RunSettings run={run} />
      {news !== null && news.notes.length > 0 && (
        <details className="run-notes" open={live !== null}>
          <summary>{t('{{notes}} of this run', { notes: countText(news.notes.length, 'note') })}</summary>
          <ul>
            {news.notes.map((note) => (
              <li key={note}>{localText(note)}</li>
            ))}
          </ul>
        </details>
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
  const best = validationFigures(run) ?? lastEpoch?.val ?? null
  const epochs = lastEpoch?.epochs ?? run.summary?.epochs ?? null
  return (
    <dl className="run-figures">
      <div className="run-main">
        <dt>{t('AP50 on validation')}</dt>
        <dd data-testid="run-ap50">{figureText(best?.AP50 ?? null)}</dd>
      </div>
      <div>
        <dt>{t('AP')}</dt>
        <dd>{figureText(best?.AP ?? null)}</dd>
      </div>
      <div>
        <dt>{t('Epoch')}</dt>
        <dd>
          {lastEpoch?.epoch ?? run.summary?.epochs ?? 0}
          {epochs !== null && <span className="run-of"> {t('of {{epochs}}', { epochs })}</span>}
        </dd>
      </div>
      <div>
        <dt>{live === null ? t('Took') : t('Left')}</dt>
        <dd>
          {live === null ? durationText(run.summary?.seconds ?? lastEpoch?.seconds ?? 0) : leftText(live)}
        </dd>
      </div>
    </dl>
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
    localText(live?.phase ?? run.summary?.stoppedWords ?? ''),
    speed > 0 ? t('{{speed}} pictures a second', { speed: speed.toFixed(1) }) : '',
    t('{{numTrain}} to learn from, {{numVal}} to check', {
      numTrain: countText(run.numTrain, 'picture'),
      numVal: run.numVal,
    }),
    device === null
      ? ''
      : `${device.device === 'gpu' ? 'GPU' : 'CPU'} ${localText(device.description)}: ${localText(device.reason)}`,
  ]
  return parts
    .map((part) => part.replace(/[.。\s]+$/, ''))
    .filter((part) => part !== '')
    .join(' · ')
}
