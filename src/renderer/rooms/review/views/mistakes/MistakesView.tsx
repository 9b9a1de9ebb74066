import { ScanEye } from 'lucide-react'
import { EmptyState } from '../../../../components/EmptyState'
import { ErrorNotice } from '../../../../components/ErrorNotice'
import { currentError, useReview, visibleErrors } from '../../../../state/review'
import { CausesPanel } from './CausesPanel'
import { ErrorStrip } from './ErrorStrip'
import { ReviewCanvas } from './ReviewCanvas'
import { VerdictPanel } from './VerdictPanel'

/** What the model got wrong, one mistake at a time, mended where it shows. */
export function MistakesView() {
  const review = useReview()
  const errors = visibleErrors(review)
  const error = currentError(review)
  return (
    <>
      <CausesPanel />
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
    </>
  )
}
