import { Plus } from 'lucide-react'
import { figureText } from '../../../shared/text/count'
import { agoText, durationText } from '../../../shared/text/duration'
import type { RunRecord } from '../../../shared/training/run'
import { runAction } from '../../actions/runAction'
import { IconButton } from '../../components/IconButton'
import { Panel } from '../../components/Panel'
import { selectRun } from '../../state/training/training'
import { nextRun } from './actions/nextRun'
import './RunsPanel.css'

const statusWords: Record<RunRecord['status'], string> = {
  preparing: 'getting ready',
  running: 'running',
  paused: 'paused',
  finished: '',
  stopped: 'stopped early',
  failed: 'failed',
  interrupted: 'interrupted',
}

interface RunsPanelProps {
  runs: RunRecord[]
  shownId: string | null
}

/** Runs, newest first, each with its figure. */
export function RunsPanel({ runs, shownId }: RunsPanelProps) {
  return (
    <Panel id="train.left" side="left" label="Runs">
      <div className="section-head">
        <h2>Runs</h2>
        <span className="faint grow runs-count">{runs.length}</span>
        <IconButton icon={Plus} label={nextRun.label} action={nextRun} onClick={() => runAction(nextRun)} />
      </div>
      {runs.length === 0 && <p className="runs-empty">No run yet. The first one takes about two minutes.</p>}
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
              <span className="runs-figure" title="AP50 on validation">
                {figureText(run.val?.AP50 ?? run.summary?.val?.AP50 ?? null)}
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
  const parts = [statusWords[run.status] || agoText(run.startedAt, Date.now())]
  if (run.numHardNegatives > 0) parts.push(`${run.numHardNegatives} hard negatives`)
  if (run.summary !== null) parts.push(durationText(run.summary.seconds))
  return parts.join(', ')
}
