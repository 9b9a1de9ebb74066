import { FolderOpen, PackageCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RunId } from '../../../shared/ids'
import type { ExportReport, ExportTarget } from '../../../shared/models/schema'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import { figureText } from '../../../shared/text/count'
import type { RunRecord } from '../../../shared/training/run'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { ErrorNotice } from '../../components/ErrorNotice'
import { Select } from '../../components/Select'
import { call } from '../../ipc/client'
import { localText, t } from '../../language/t'
import { useProject } from '../../state/project/project'
import { goToRoom } from '../../state/studio/navigation'
import { openTraining, useTraining } from '../../state/training/training'
import { targets } from './targets'
import './ExportRoom.css'

/** Export: a card a target, with what it is for, the proof that it sees the same, and the lines that run it. */
export function ExportRoom() {
  const projectId = useProject((state) => state.summary?.id)
  const runs = useTraining((state) => state.runs)
  const ready = runs.filter((run) => run.reviewable && run.origin === 'trained')
  const [chosenId, setChosenId] = useState<RunId | null>(null)
  const run = ready.find(({ id }) => id === chosenId) ?? bestOf(ready)

  useEffect(() => void openTraining(projectId ?? null), [projectId])

  if (run === null) {
    return (
      <section className="export-room" aria-label={t('Export')}>
        <EmptyState
          icon={PackageCheck}
          title={t('No model to export yet')}
          actions={
            <Button variant="primary" onClick={() => goToRoom('train')}>
              {t('Go to Train')}
            </Button>
          }
        >
          {t(
            'Train one first. It then leaves as a file that runs anywhere, with proof that it sees the same.',
          )}
        </EmptyState>
      </section>
    )
  }
  return (
    <section className="export-room" aria-label={t('Export')}>
      <div className="export-page">
        <header className="export-header">
          <h1>{t('Export a model')}</h1>
          <Select
            label={t('Model of run')}
            testId="export-run"
            value={run.id}
            options={ready.map((entry) => ({
              value: entry.id,
              label: t('{{name}}, AP50 {{AP50}}', {
                name: entry.name,
                AP50: figureText(entry.val?.AP50 ?? null),
              }),
            }))}
            onChange={(id) => setChosenId(id as RunId)}
          />
        </header>
        {(Object.keys(targets) as ExportTarget[]).map((target) => (
          <TargetCard key={`${run.id} ${target}`} run={run} target={target} />
        ))}
      </div>
    </section>
  )
}

function TargetCard({ run, target }: { run: RunRecord; target: ExportTarget }) {
  const { title, words, code } = targets[target]
  const [report, setReport] = useState<ExportReport | null>(null)
  const [error, setError] = useState<ErrorInfo | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const exportNow = async () => {
    setIsBusy(true)
    setError(null)
    try {
      setReport(await call('models.export', { runId: run.id, target }))
    } catch (cause) {
      setError(toErrorInfo(cause))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <section className="export-card" aria-label={localText(title)}>
      <div className="export-top">
        <div className="grow">
          <h2>{localText(title)}</h2>
          <p className="muted">{localText(words)}</p>
        </div>
        <Button
          variant="primary"
          size="large"
          disabled={isBusy}
          data-testid={`export-${target}`}
          onClick={exportNow}
        >
          {isBusy ? t('Exporting and checking…') : t('Export…')}
        </Button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {report !== null && <Report report={report} run={run} />}
      <pre className="export-code selectable">{code}</pre>
    </section>
  )
}

function Report({ report, run }: { report: ExportReport; run: RunRecord }) {
  const { parity } = report
  return (
    <div className="export-report" data-testid="export-report">
      <dl>
        <div>
          <dt>{t('Same boxes as here')}</dt>
          <dd>
            {t('within {{maxBoxDifferencePx}} px', {
              maxBoxDifferencePx: parity.maxBoxDifferencePx.toFixed(3),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('Same scores')}</dt>
          <dd>
            {t('within {{maxScoreDifference}}', {
              maxScoreDifference: parity.maxScoreDifference.toExponential(1),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('Checked on')}</dt>
          <dd>
            {t('{{detections}} boxes in {{images}} pictures', {
              detections: parity.detections,
              images: parity.images,
            })}
          </dd>
        </div>
        <div>
          <dt>{t('Size')}</dt>
          <dd>{megabytes(report.files)}</dd>
        </div>
      </dl>
      <p className="export-folder">
        <span className="mono ellipsis grow selectable">{report.folder}</span>
        <Button onClick={() => void call('models.reveal', { runId: run.id, target: report.target })}>
          <FolderOpen aria-hidden />
          {t('Show in folder')}
        </Button>
      </p>
    </div>
  )
}

function megabytes(files: ExportReport['files']): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return t('{{bytes}} MB in {{files}} files', { bytes: (bytes / 1_000_000).toFixed(1), files: files.length })
}

/** The run with the best AP on validation; the newest where none has a figure. */
function bestOf(runs: readonly RunRecord[]): RunRecord | null {
  return runs.reduce<RunRecord | null>(
    (best, run) => (best === null || (run.val?.AP ?? -1) > (best.val?.AP ?? -1) ? run : best),
    null,
  )
}
