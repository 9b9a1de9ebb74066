import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { currentCropId } from './CropOption'
import './crops.css'

const ITEM_WIDTH = 98
const ASIDE_PX = 10
const FIRST_KEYS = ['ArrowRight', 'ArrowDown', 'Enter', ' ']

interface CropStripProps<T> {
  label: string
  items: readonly T[]
  /** Place of the current one; -1: none. */
  current: number
  /** Where none need be current: takes the first, by the keys that would go on to the next one or open it. */
  onFirst?: () => void
  /** A `CropOption`. */
  children(item: T, place: number): ReactNode
}

/** A long list as a strip of crops; the current one stays in sight. */
export function CropStrip<T>({ label, items, current, onFirst, children }: CropStripProps<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    horizontal: true,
    estimateSize: () => ITEM_WIDTH,
    getScrollElement: () => scroller.current,
    overscan: 4,
    paddingStart: ASIDE_PX,
    scrollPaddingStart: ASIDE_PX,
  })
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' })
  }, [current, virtual])
  return (
    <div
      ref={scroller}
      className="crop-strip"
      role="listbox"
      aria-label={label}
      aria-orientation="horizontal"
      aria-activedescendant={current >= 0 ? currentCropId : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        if (onFirst === undefined || current >= 0 || !FIRST_KEYS.includes(event.key)) return
        event.preventDefault()
        onFirst()
      }}
    >
      <div style={{ width: virtual.getTotalSize(), height: '100%', position: 'relative' }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => (
          <div key={key} className="crop-slot" style={{ transform: `translateX(${start}px)` }}>
            {children(items[index], index)}
          </div>
        ))}
      </div>
    </div>
  )
}
