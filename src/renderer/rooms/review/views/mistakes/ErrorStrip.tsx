import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { ReviewError } from '../../../../../shared/review/schema'
import { ErrorCrop } from './ErrorCrop'
import './ErrorStrip.css'

const CROP_WIDTH = 88
const ITEM_WIDTH = CROP_WIDTH + 10

export interface ErrorsProps {
  errors: readonly ReviewError[]
  currentId: string | null
}

/** The mistakes as a strip of crops, each with its surroundings; the current one stays in sight. */
export function ErrorStrip({ errors, currentId }: ErrorsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: errors.length,
    horizontal: true,
    estimateSize: () => ITEM_WIDTH,
    getScrollElement: () => scroller.current,
    overscan: 4,
    paddingStart: 10,
  })
  const index = errors.findIndex(({ id }) => id === currentId)
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  }, [index, virtual])

  return (
    <div ref={scroller} className="error-strip" role="listbox" aria-label="Mistakes in order" tabIndex={-1}>
      <div style={{ width: virtual.getTotalSize(), height: '100%', position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={errors[item.index].id}
            className="error-slot"
            style={{ transform: `translateX(${item.start}px)` }}
          >
            <ErrorCrop error={errors[item.index]} isCurrent={item.index === index} width={CROP_WIDTH} />
          </div>
        ))}
      </div>
    </div>
  )
}
