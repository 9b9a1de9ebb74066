import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { ReviewError } from '../../../../../shared/review/schema'
import { shortText } from '../../../../../shared/text/count'
import { localText, t } from '../../../../language/t'
import { setQueueView } from '../../../../state/review/queueView'
import { showError } from '../../../../state/review/review'
import { causes } from './causes'
import type { ErrorsProps } from './ErrorStrip'
import { verdictWord } from './verdictWord'
import './ErrorList.css'

const ROW_HEIGHT = 30
const currentRowId = 'current-error'

interface Column {
  label: string
  text(error: ReviewError): string
  isNumber?: boolean
  /** Its end tells more than its beginning: that is what stays in a narrow window. */
  keepsEnd?: boolean
}

const columns: readonly Column[] = [
  { label: 'Kind', text: ({ cause }) => localText(causes[cause].label) },
  { label: 'Class', text: ({ className }) => className },
  { label: 'Score', text: ({ score }) => shortText(score), isNumber: true },
  { label: 'IoU', text: ({ iou }) => shortText(iou), isNumber: true },
  { label: 'Hardness', text: ({ hardness }) => shortText(hardness), isNumber: true },
  {
    label: 'Size',
    text: ({ box }) => `${Math.round(box.x2 - box.x1)} × ${Math.round(box.y2 - box.y1)}`,
    isNumber: true,
  },
  { label: 'Picture', text: ({ imagePath }) => imagePath, keepsEnd: true },
  { label: 'Verdict', text: (error) => verdictWord(error) ?? '' },
]

/** The mistakes as a table, of which only the rows in sight exist. */
export function ErrorList({ errors, currentId }: ErrorsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: errors.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 10,
  })
  const index = errors.findIndex(({ id }) => id === currentId)
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  }, [index, virtual])

  return (
    <div className="error-list" data-testid="error-list">
      <div className="error-list-head error-list-row" aria-hidden="true">
        {columns.map(({ label, isNumber }) => (
          <span key={label} className={isNumber ? 'error-list-number' : ''}>
            {localText(label)}
          </span>
        ))}
      </div>
      <div
        ref={scroller}
        className="error-list-scroll"
        role="listbox"
        aria-label={t('Mistakes')}
        aria-activedescendant={index >= 0 ? currentRowId : undefined}
        tabIndex={0}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index: at, start }) => {
            const error = errors[at]
            return (
              <button
                key={error.id}
                type="button"
                role="option"
                tabIndex={-1}
                id={at === index ? currentRowId : undefined}
                aria-selected={at === index}
                className="error-list-row"
                data-testid="error-row"
                style={{ transform: `translateY(${start}px)` }}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => showError(error.id)}
                onDoubleClick={() => setQueueView({ layout: 'canvas' })}
              >
                {columns.map(({ label, text, isNumber, keepsEnd }) => (
                  <span
                    key={label}
                    className={`ellipsis ${isNumber ? 'error-list-number' : ''} ${keepsEnd ? 'ellipsis-start' : ''}`}
                  >
                    <bdi>{text(error)}</bdi>
                  </span>
                ))}
              </button>
            )
          })}
        </div>
      </div>
    </div>
  )
}
