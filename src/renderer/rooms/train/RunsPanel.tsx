import { Plus } from 'lucide-react'
import { figureText } from '../../../shared/text/count'
import { type RunRecord, validationFigures } from '../../../shared/training/run'
import { runAction } from '../../actions/runAction'
import { IconButton } from '../../components/IconButton'
import { Panel } from '../../components/Panel'
import { agoText, durationText } from '../../language/duration'
import { english, localText, t } from '../../language/t'
import { selectRun } from '../../state/training/training'
import { nextRun } from './actions/nextRun'
import './RunsPanel.css'

const statusWords: Record<RunRecord['status'], string> = {
  preparing: english('getting ready'),
  running: english('running'),
  paused: english('paused'),
  finished: '',
  stopped: english('stopped early'),
  failed: english('failed'),
  interrupted: english('interrupted'),
}

interface RunsPanelProps {
  runs: RunRecord[]
  shownId: string | null
}

/** Runs, newest first, each with its figure. */
export function RunsPanel({ runs, shownId }: RunsPanelProps) {
  return (
    <Panel id="train.left" side="left" label={t('Runs')}>
      <div className="section-head">
        <h2>{t('Runs')}</h2>
        <span className="faint grow runs-count">{runs.length}</span>
        <IconButton
          icon={Plus}
          label={localText(nextRun.label)}
          action={nextRun}
          onClick={() => runAction(nextRun)}
        />
      </div>
      {runs.length === 0 && (
        <p className="runs-empty">{t('No run yet. The first one takes about two minutes.')}</p>
      )}
      <ul className="runs-list">
        {runs.map((run) => (
          <li key={run.id}>
            <button
              type="button"
              className="runs-run"
              aria-current={run.id === shownId}
              onClick={() => selectRun(run.id)}
            >
              <span className="ellipsis">{run.name}</span>
              <span className="runs-figure" title={t('AP50 on validation')}>
                {figureText(validationFigures(run)?.AP50 ?? null)}
              </span>
              <span className="runs-detail ellipsis" data-status={run.status}>
                {detailText(run)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function detailText(run: RunRecord): string {
  const parts = [localText(statusWords[run.status]) || agoText(run.startedAt, Date.now())]
  if (run.numHardNegatives > 0)
    parts.push(t('{{numHardNegatives}} hard negatives', { numHardNegatives: run.numHardNegatives }))
  if (run.summary !== null) parts.push(durationText(run.summary.seconds))
  return parts.join(' · ')
}
