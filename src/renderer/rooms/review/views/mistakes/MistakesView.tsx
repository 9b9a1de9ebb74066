import { ScanEye } from 'lucide-react'
import { Button } from '../../../../components/Button'
import { EmptyState } from '../../../../components/EmptyState'
import { ErrorNotice } from '../../../../components/ErrorNotice'
import { clearFilters, useQueueView } from '../../../../state/review/queueView'
import { currentError, useReview, visibleErrors } from '../../../../state/review/review'
import { ErrorGrid } from './ErrorGrid'
import { ErrorList } from './ErrorList'
import { ErrorStrip } from './ErrorStrip'
import { FilterPanel } from './FilterPanel'
import { QueueBar } from './QueueBar'
import { ReviewCanvas } from './ReviewCanvas'
import { VerdictPanel } from './VerdictPanel'

/** What the model got wrong: one mistake at a time on the canvas, or all of them as a grid or a list. */
export function MistakesView() {
  const review = useReview()
  const view = useQueueView()
  const errors = visibleErrors(review, view)
  const error = currentError(review)
  const all = { errors, currentId: error?.id ?? null }
  return (
    <>
      <FilterPanel />
      <main className="review-main" aria-label="Review">
        <QueueBar numShown={errors.length} />
        {review.problem !== null && <ErrorNotice error={review.problem} />}
        {review.isLoading && review.queue === null && (
          <div className="review-loading">Reading the mistakes…</div>
        )}
        {error === null && review.queue !== null && <NoMistakes />}
        {error !== null && view.layout === 'canvas' && <ReviewCanvas error={error} />}
        {error !== null && view.layout === 'grid' && <ErrorGrid {...all} />}
        {error !== null && view.layout === 'list' && <ErrorList {...all} />}
        {view.layout === 'canvas' && <ErrorStrip {...all} />}
      </main>
      <VerdictPanel error={error} errors={errors} />
    </>
  )
}

function NoMistakes() {
  const queue = useReview((state) => state.queue)
  if (queue !== null && queue.errors.length > 0) {
    return (
      <EmptyState
        icon={ScanEye}
        title="No mistake passes the filters"
        testId="review-filtered"
        actions={<Button onClick={clearFilters}>Clear the filters</Button>}
      >
        {queue.errors.length} are there without them.
      </EmptyState>
    )
  }
  if (queue?.facts.judged === 0) {
    return (
      <EmptyState icon={ScanEye} title="Nothing to judge here" testId="review-nothing">
        The run has no predictions for labelled pictures of this split.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={ScanEye} title="No mistakes here" testId="review-empty">
      At this threshold the model agrees with every label. Lower the threshold to see fainter boxes.
    </EmptyState>
  )
}
