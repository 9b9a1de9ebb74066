import { ScanEye } from 'lucide-react'
import { useEffect } from 'react'
import type { RunRecord } from '../../../shared/training/run'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { Segmented } from '../../components/Segmented'
import { Select } from '../../components/Select'
import { t } from '../../language/t'
import { useProject } from '../../state/project/project'
import { openReview, useReview } from '../../state/review/review'
import { showReviewView, useReviewView } from '../../state/review/reviewView'
import { goToRoom } from '../../state/studio/navigation'
import { openTraining, useTraining } from '../../state/training/training'
import { reviewViews } from './views'
import './ReviewRoom.css'

/** Review: one run, seen in one of several ways. */
export function ReviewRoom() {
  const projectId = useProject((state) => state.summary?.id)
  const runs = useTraining((state) => state.runs)
  const chosenId = useReview((state) => state.runId)
  const view = useReviewView((state) => state.view)
  const reviewable = runs.filter((run) => run.reviewable)
  const runId = reviewable.some(({ id }) => id === chosenId) ? chosenId : (reviewable[0]?.id ?? null)

  useEffect(() => void openTraining(projectId ?? null), [projectId])
  useEffect(() => {
    if (runId !== null) void openReview(runId)
  }, [runId])

  const { Component, needsRun = true } = reviewViews.find(({ id }) => id === view) ?? reviewViews[0]
  if (runId === null && needsRun) return <NothingToReview hasRuns={runs.length > 0} />
  return (
    <div className="review-room">
      <RoomBar runs={reviewable} runId={runId} />
      <div className="review-view">
        <Component />
      </div>
    </div>
  )
}

/** Which run, and which way of looking at it. */
function RoomBar({ runs, runId }: { runs: RunRecord[]; runId: RunRecord['id'] | null }) {
  const view = useReviewView((state) => state.view)
  return (
    <header className="review-bar">
      <div className="review-bar-run">
        {runId !== null && (
          <Select
            label={t('Run under review')}
            value={runId}
            options={runs.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => void openReview(id as RunRecord['id'])}
          />
        )}
      </div>
      {reviewViews.length > 1 && (
        <Segmented
          label={t('View of the run')}
          value={view}
          options={reviewViews.map(({ id, label }) => ({ value: id, label, testId: `review-view-${id}` }))}
          onChange={showReviewView}
        />
      )}
    </header>
  )
}

function NothingToReview({ hasRuns }: { hasRuns: boolean }) {
  return (
    <section className="review-main" aria-label={t('Review')}>
      <EmptyState
        icon={ScanEye}
        title={t('Nothing to review yet')}
        testId="review-nothing"
        actions={
          <>
            <Button variant="primary" onClick={() => goToRoom('train')}>
              {t('Go to Train')}
            </Button>
            <Button data-testid="go-check-labels" onClick={() => showReviewView('labels')}>
              {t('Check my labels')}
            </Button>
          </>
        }
      >
        {hasRuns
          ? t('No run has finished. When one does, its predictions on the validation pictures appear here.')
          : t(
              'Train a model first. Its false alarms and misses on the validation pictures then appear here, worst first.',
            )}
      </EmptyState>
    </section>
  )
}
