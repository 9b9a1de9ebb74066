import type { QueueView } from '../../../../../shared/review/queueView'
import { groupedText } from '../../../../../shared/text/count'
import { Segmented } from '../../../../components/Segmented'
import { Select } from '../../../../components/Select'
import { localText, t } from '../../../../language/t'
import { errorSorts } from '../../../../state/review/errorSorts'
import { setQueueView, useQueueView } from '../../../../state/review/queueView'
import './QueueBar.css'

const layouts: readonly { value: QueueView['layout']; label: string; testId: string }[] = [
  { value: 'canvas', label: 'Canvas', testId: 'layout-canvas' },
  { value: 'grid', label: 'Grid', testId: 'layout-grid' },
  { value: 'list', label: 'List', testId: 'layout-list' },
]

/** How the queue lies on the screen, in which order, and how many mistakes pass the filters. */
export function QueueBar({ numShown }: { numShown: number }) {
  const { layout, sort } = useQueueView()
  return (
    <div className="queue-bar">
      <Segmented
        label={t('Layout of the mistakes')}
        value={layout}
        options={layouts}
        onChange={(next) => setQueueView({ layout: next })}
      />
      <div className="queue-bar-sort">
        <Select
          label={t('Order of the mistakes')}
          testId="error-sort"
          value={sort}
          options={Object.entries(errorSorts).map(([value, { label }]) => ({
            value,
            label: localText(label),
          }))}
          onChange={(next) => setQueueView({ sort: next })}
        />
      </div>
      <span className="faint" data-testid="shown-count">
        {t('{{numShown}} shown', { numShown: groupedText(numShown) })}
      </span>
    </div>
  )
}
