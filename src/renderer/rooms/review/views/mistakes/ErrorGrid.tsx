import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useElementSize } from '../../../../annotator/view/useElementSize'
import { currentCropId } from '../../../../crops/CropOption'
import { localText, t } from '../../../../language/t'
import { setQueueView } from '../../../../state/review/queueView'
import { causes } from './causes'
import { ErrorCrop } from './ErrorCrop'
import type { ErrorsProps } from './ErrorStrip'
import { setGridColumns } from './gridColumns'
import './ErrorGrid.css'

const CROP_WIDTH = 148
const GAP = 10
const CAPTION = 20
const ROW_HEIGHT = (CROP_WIDTH * 3) / 4 + CAPTION + GAP

/** The mistakes as a grid of crops, of which only those in sight exist. */
export function ErrorGrid({ errors, currentId }: ErrorsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { width } = useElementSize(scroller)
  const columns = Math.max(1, Math.floor((width - GAP) / (CROP_WIDTH + GAP)))
  const virtual = useVirtualizer({
    count: Math.ceil(errors.length / columns),
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 3,
    paddingStart: GAP,
    paddingEnd: GAP,
  })
  const index = errors.findIndex(({ id }) => id === currentId)
  const row = Math.floor(index / columns)
  useEffect(() => setGridColumns(columns), [columns])
  useEffect(() => {
    if (row >= 0) virtual.scrollToIndex(row, { align: 'auto' })
  }, [row, virtual])
  const open = () => setQueueView({ layout: 'canvas' })

  return (
    <div
      ref={scroller}
      className="error-grid"
      role="listbox"
      aria-label={t('Mistakes')}
      aria-activedescendant={index >= 0 ? currentCropId : undefined}
      tabIndex={0}
      data-testid="error-grid"
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index: at, start }) => (
          <div key={at} className="error-grid-row" style={{ transform: `translateY(${start}px)` }}>
            {errors.slice(at * columns, (at + 1) * columns).map((error) => (
              <div key={error.id} style={{ width: CROP_WIDTH }}>
                <ErrorCrop
                  error={error}
                  isCurrent={error.id === currentId}
                  width={CROP_WIDTH}
                  onOpen={open}
                />
                <div className="error-caption">
                  <i style={{ background: `var(${causes[error.cause].color})` }} />
                  <span className="ellipsis" title={localText(causes[error.cause].label)}>
                    {error.className}
                  </span>
                </div>
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
