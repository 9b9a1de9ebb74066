import { ScanEye } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { ErrorNotice } from '../../components/ErrorNotice'
import { goToRoom } from '../../state/navigation'
import { useProject } from '../../state/project'
import { currentError, openReview, useReview, visibleErrors } from '../../state/review'
import { openTraining, useTraining } from '../../state/training'
import { CausesPanel } from './CausesPanel'
import { ErrorStrip } from './ErrorStrip'
import { ReviewCanvas } from './ReviewCanvas'
import { VerdictPanel } from './VerdictPanel'
import './ReviewRoom.css'

/** Review: what the model got wrong, one mistake at a time, mended where it shows. */
export function ReviewRoom() {
  const projectId = useProject((state) => state.summary?.id)
  const runs = useTraining((state) => state.runs)
  const review = useReview()
  const reviewable = runs.filter((run) => run.reviewable)
  const runId = reviewable.some(({ id }) => id === review.runId) ? review.runId : (reviewable[0]?.id ?? null)

  useEffect(() => void openTraining(projectId ?? null), [projectId])
  useEffect(() => {
    if (runId !== null) void openReview(runId)
  }, [runId])

  if (runId === null) return <NothingToReview hasRuns={runs.length > 0} />
  const errors = visibleErrors(review)
  const error = currentError(review)
  return (
    <div className="review-room">
      <CausesPanel runs={reviewable} />
      <main className="review-main" aria-label="Review">
        {review.problem !== null && <ErrorNotice error={review.problem} />}
        {error !== null && <ReviewCanvas error={error} />}
        {error === null && review.queue !== null && (
          <EmptyState icon={ScanEye} title="No mistakes here" testId="review-empty">
            At this threshold the model agrees with every label. Lower the threshold to see fainter boxes.
          </EmptyState>
        )}
        <ErrorStrip errors={errors} currentId={error?.id ?? null} />
      </main>
      <VerdictPanel error={error} errors={errors} />
    </div>
  )
}

function NothingToReview({ hasRuns }: { hasRuns: boolean }) {
  return (
    <main className="review-main" aria-label="Review">
      <EmptyState
        icon={ScanEye}
        title="Nothing to review yet"
        testId="review-nothing"
        actions={
          <Button variant="primary" onClick={() => goToRoom('train')}>
            Go to Train
          </Button>
        }
      >
        {hasRuns
          ? 'No run has finished. When one does, its predictions on the validation pictures appear here.'
          : 'Train a model first. Its false alarms and misses on the validation pictures then appear here, worst first.'}
      </EmptyState>
    </main>
  )
}
