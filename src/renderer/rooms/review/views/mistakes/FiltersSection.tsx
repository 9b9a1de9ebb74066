import { X } from 'lucide-react'
import { IconButton } from '../../../../components/IconButton'
import { SectionTitle } from '../../../../components/SectionTitle'
import { t } from '../../../../language/t'
import { errorFilters } from '../../../../state/review/errorFilters'
import { clearFilters, isFiltered, useQueueView } from '../../../../state/review/queueView'
import { useReview } from '../../../../state/review/review'
import { clearFiltersAction } from './actions/clearFilters'
import { FilterControl } from './FilterControl'

/** What mistakes must be to be gone through, but for their kind. */
export function FiltersSection() {
  const queue = useReview((state) => state.queue)
  const view = useQueueView()
  if (queue === null) return null
  return (
    <section aria-label={t('Filters')}>
      <div className="section-head">
        <SectionTitle>{t('Filters')}</SectionTitle>
        {isFiltered(view) && (
          <IconButton
            icon={X}
            label={t('Clear the filters')}
            action={clearFiltersAction}
            data-testid="clear-filters"
            onClick={clearFilters}
          />
        )}
      </div>
      {errorFilters
        .filter(({ id }) => id !== 'kind')
        .map((filter) => (
          <FilterControl key={filter.id} filter={filter} errors={queue.errors} values={view.filters} />
        ))}
    </section>
  )
}
