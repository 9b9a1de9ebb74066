import { X } from 'lucide-react'
import type { ErrorCause, ReviewQueue } from '../../../../../shared/review/schema'
import { groupedText } from '../../../../../shared/text/count'
import { IconButton } from '../../../../components/IconButton'
import { Panel } from '../../../../components/Panel'
import { localText, t } from '../../../../language/t'
import { errorFilters, filterErrors } from '../../../../state/review/errorFilters'
import { clearFilters, isFiltered, toggleChoice, useQueueView } from '../../../../state/review/queueView'
import { showSplit, useReview } from '../../../../state/review/review'
import { SplitSwitch } from '../../SplitSwitch'
import { clearFiltersAction } from './actions/clearFilters'
import { causes } from './causes'
import { FatesSection } from './FatesSection'
import { FilterControl } from './FilterControl'
import { Round } from './Round'
import { SceneNotes } from './SceneNotes'
import './FilterPanel.css'

/** Left side of the mistakes: what does not fit the run any more, kinds with their cost, filters, progress, the last round. */
export function FilterPanel() {
  const queue = useReview((state) => state.queue)
  const split = useReview((state) => state.split)
  const view = useQueueView()
  return (
    <Panel id="review.left" side="left" label={t('Mistakes')}>
      <div className="section-head">
        <h2>{t('Mistakes')}</h2>
        <span className="faint" data-testid="error-count">
          {queue === null ? '' : groupedText(queue.errors.length)}
        </span>
      </div>
      <div className="split-choice">
        <SplitSwitch
          label={t('Pictures to go through')}
          value={split}
          splits={['val', 'train', 'test']}
          onShow={(next) => void showSplit(next)}
        />
      </div>
      <div className="causes-scroll">
        {queue !== null && (
          <>
            <SceneNotes facts={queue.facts} />
            <KindList queue={queue} />
            <section aria-label={t('Filters')}>
              <div className="section-head">
                <h2>{t('Filters')}</h2>
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
                  <FilterControl
                    key={filter.id}
                    filter={filter}
                    errors={queue.errors}
                    values={view.filters}
                  />
                ))}
            </section>
            <Round queue={queue} />
            <FatesSection />
          </>
        )}
      </div>
    </Panel>
  )
}

function KindList({ queue }: { queue: ReviewQueue }) {
  const costs = useReview((state) => state.costs)
  const { filters } = useQueueView()
  const chosen = Array.isArray(filters.kind) ? filters.kind.map(String) : []
  const counts = new Map<ErrorCause, number>()
  for (const { cause } of filterErrors(queue.errors, filters, 'kind')) {
    counts.set(cause, (counts.get(cause) ?? 0) + 1)
  }
  const most = Math.max(1, ...counts.values())
  return (
    <ul aria-label={t('Mistakes by kind')}>
      {(Object.keys(causes) as ErrorCause[]).map((cause) => {
        const { label, words, cost, color } = causes[cause]
        const count = counts.get(cause) ?? 0
        return (
          <li key={cause}>
            <button
              type="button"
              className="cause"
              title={localText(words)}
              aria-pressed={chosen.includes(cause)}
              data-testid={`cause-${cause}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => toggleChoice('kind', cause)}
            >
              <span className="ellipsis">{localText(label)}</span>
              <span className="cause-cost faint" title={t('AP50 points that this kind costs')}>
                {costs === null ? '\u00a0' : t('−{{costs}} AP50', { costs: cost(costs).toFixed(1) })}
              </span>
              <span className="cause-count">{groupedText(count)}</span>
              <span className="cause-track">
                <span style={{ width: `${(100 * count) / most}%`, background: `var(${color})` }} />
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
