import { ScanEye } from 'lucide-react'
import { Button } from '../../../../components/Button'
import { EmptyState } from '../../../../components/EmptyState'
import { ErrorNotice } from '../../../../components/ErrorNotice'
import { t } from '../../../../language/t'
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
      <section className="review-main" aria-label={t('Review')}>
        <QueueBar numShown={errors.length} />
        {review.problem !== null && <ErrorNotice error={review.problem} />}
        {review.isLoading && review.queue === null && (
          <div className="review-loading">{t('Reading the mistakes…')}</div>
        )}
        {error === null && review.queue !== null && <NoMistakes />}
        {error !== null && view.layout === 'canvas' && <ReviewCanvas error={error} />}
        {error !== null && view.layout === 'grid' && <ErrorGrid {...all} />}
        {error !== null && view.layout === 'list' && <ErrorList {...all} />}
        {view.layout === 'canvas' && <ErrorStrip {...all} />}
      </section>
      <VerdictPanel />
    </>
  )
}

function NoMistakes() {
  const queue = useReview((state) => state.queue)
  if (queue !== null && queue.errors.length > 0) {
    return (
      <EmptyState
        icon={ScanEye}
        title={t('No mistake passes the filters')}
        testId="review-filtered"
        actions={<Button onClick={clearFilters}>{t('Clear the filters')}</Button>}
      >
        {t('{{errors}} are there without them.', { errors: queue.errors.length })}
      </EmptyState>
    )
  }
  if (queue?.facts.judged === 0) {
    return (
      <EmptyState icon={ScanEye} title={t('Nothing to judge here')} testId="review-nothing">
        {t('The run has no predictions for labelled pictures of this split.')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={ScanEye} title={t('No mistakes here')} testId="review-empty">
      {t('At this threshold the model agrees with every label. Lower the threshold to see fainter boxes.')}
    </EmptyState>
  )
}
