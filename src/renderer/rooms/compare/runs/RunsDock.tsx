import { ClipboardPaste, Eye, FileClock, GitCompareArrows, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { RunRecord } from '../../../../shared/training/run'
import { Button } from '../../../components/Button'
import { IconButton } from '../../../components/IconButton'
import { t } from '../../../language/t'
import { useCompare } from '../../../state/compare/compare'
import { showSeenLabels } from '../../../state/compare/compareLabels'
import { compareChosen } from '../../../state/compare/comparePair'
import { openReview } from '../../../state/review/review'
import { goToRoom } from '../../../state/studio/navigation'
import { adopt } from '../../../state/training/settings'
import { deleteRun, describeRun, selectRun } from '../../../state/training/training'
import { deleteRunAction } from '../actions/deleteRun'
import { ChosenCurves } from './ChosenCurves'
import './RunsDock.css'

/** Under the table: the curves of the chosen runs, and of the current one its notes and what can be done with it. */
export function RunsDock({ runs, current }: { runs: readonly RunRecord[]; current: RunRecord }) {
  const chosenIds = useCompare((state) => state.chosen)
  const chosen = chosenIds.flatMap((id) => runs.find((run) => run.id === id) ?? [])
  const reviewable = chosen.filter((run) => run.reviewable)
  return (
    <section className="runs-dock" aria-label={t('Chosen runs')}>
      <ChosenCurves runs={chosen.length > 0 ? chosen : [current]} />
      <div className="runs-about">
        <div className="runs-about-head">
          <h2 className="ellipsis grow" data-testid="current-run">
            {current.name}
          </h2>
          <IconButton
            icon={Trash2}
            label={t('Delete this run; it can be undone')}
            action={deleteRunAction}
            data-testid="delete-run"
            onClick={() => void deleteRun(current)}
          />
        </div>
        <Notes key={current.id} run={current} />
        <div className="runs-about-actions">
          <Button
            variant="primary"
            data-testid="compare-two"
            disabled={chosen.length !== 2 || reviewable.length !== 2}
            title={
              chosen.length === 2 ? t('Compare the two chosen runs (C)') : t('Choose two runs first (X)')
            }
            onClick={() => compareChosen((id) => runs.find((run) => run.id === id)?.startedAt ?? 0)}
          >
            <GitCompareArrows aria-hidden />
            {chosen.length === 2
              ? t('Compare the two')
              : chosen.length < 2
                ? t('Choose two to compare')
                : t('Choose only two')}
          </Button>
          <Button
            data-testid="seen-labels"
            disabled={current.origin !== 'trained'}
            title={t('Show the labels this model saw (L)')}
            onClick={() => void showSeenLabels(current.id)}
          >
            <FileClock aria-hidden />
            {t('Labels it saw')}
          </Button>
          <Button
            disabled={!current.reviewable}
            onClick={() => {
              void openReview(current.id)
              goToRoom('review')
            }}
          >
            <Eye aria-hidden />
            {t('Review')}
          </Button>
          <Button
            disabled={current.origin !== 'trained'}
            title={t('The next run begins with the settings of this one')}
            onClick={() => {
              adopt(t('Settings of {{name}}', { name: current.name }), current.config)
              selectRun('next')
              goToRoom('train')
            }}
          >
            <ClipboardPaste aria-hidden />
            {t('Use its settings')}
          </Button>
        </div>
      </div>
    </section>
  )
}

const SAVE_AFTER_MS = 600

/** What the person writes of a run; kept while they type. */
function Notes({ run }: { run: RunRecord }) {
  const [text, setText] = useState(run.notes)
  const latest = useRef(run.notes)
  const saved = useRef(run.notes)
  latest.current = text
  const { id } = run
  const keep = useCallback(() => {
    if (latest.current === saved.current) return
    saved.current = latest.current
    void describeRun(id, { notes: latest.current })
  }, [id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the text starts the wait anew
  useEffect(() => {
    const timer = setTimeout(keep, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [keep, text])
  // Going to another run, or another room, loses nothing.
  useEffect(() => keep, [keep])
  return (
    <textarea
      className="runs-notes"
      aria-label={t('Notes on {{name}}', { name: run.name })}
      data-testid="run-notes"
      placeholder={t('Notes on this run (N)')}
      maxLength={10_000}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}
