import type { ErrorCause } from '../../../../../shared/review/schema'
import { groupedText } from '../../../../../shared/text/count'
import { SectionTitle } from '../../../../components/SectionTitle'
import { localText, t } from '../../../../language/t'
import { filterErrors } from '../../../../state/review/errorFilters'
import { toggleChoice, useQueueView } from '../../../../state/review/queueView'
import { useReview } from '../../../../state/review/review'
import { causes } from './causes'

const none: readonly never[] = []

/** Mistakes by kind with what each costs; a press filters. */
export function KindsSection() {
  const errors = useReview((state) => state.queue?.errors) ?? none
  const costs = useReview((state) => state.costs)
  const { filters } = useQueueView()
  const chosen = Array.isArray(filters.kind) ? filters.kind.map(String) : []
  const counts = new Map<ErrorCause, number>()
  for (const { cause } of filterErrors(errors, filters, 'kind')) {
    counts.set(cause, (counts.get(cause) ?? 0) + 1)
  }
  const most = Math.max(1, ...counts.values())
  return (
    <section aria-label={t('Mistakes')}>
      <div className="section-head">
        <SectionTitle>{t('Mistakes')}</SectionTitle>
        <span className="faint" data-testid="error-count">
          {groupedText(errors.length)}
        </span>
      </div>
      <ul aria-label={t('Mistakes by kind')}>
        {(Object.keys(causes) as ErrorCause[]).map((cause) => {
          const { label, words, cost, color } = causes[cause]
          const count = counts.get(cause) ?? 0
          const lost = (costs === null ? 0 : cost(costs)).toFixed(1)
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
                  {lost === '0.0' ? '\u00a0' : t('−{{costs}} AP50', { costs: lost })}
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
    </section>
  )
}
