import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { imageUrl } from '../../../../../shared/ipc/images'
import type { ReviewError } from '../../../../../shared/review/schema'
import { rowOf, useProject } from '../../../../state/project'
import { showError } from '../../../../state/review'
import { contextRegion } from './contextRegion'
import './ErrorStrip.css'

const ITEM_WIDTH = 98

/** The mistakes as a strip of crops, each with its surroundings; the current one stays in sight. */
export function ErrorStrip({ errors, currentId }: { errors: ReviewError[]; currentId: string | null }) {
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
            <ErrorCrop error={errors[item.index]} isCurrent={item.index === index} />
          </div>
        ))}
      </div>
    </div>
  )
}

function ErrorCrop({ error, isCurrent }: { error: ReviewError; isCurrent: boolean }) {
  const image = useProject((state) => rowOf(state, error.imageId))
  if (image === null) return null
  const region = contextRegion(error.box, image, 4 / 3)
  const box = {
    left: `${(100 * (error.box.x1 - region.x1)) / (region.x2 - region.x1)}%`,
    top: `${(100 * (error.box.y1 - region.y1)) / (region.y2 - region.y1)}%`,
    width: `${(100 * (error.box.x2 - error.box.x1)) / (region.x2 - region.x1)}%`,
    height: `${(100 * (error.box.y2 - error.box.y1)) / (region.y2 - region.y1)}%`,
  }
  const corners = [region.x1, region.y1, region.x2, region.y2].map(Math.round).join(',')
  return (
    <button
      type="button"
      role="option"
      aria-selected={isCurrent}
      aria-label={`${error.className}, ${error.imagePath}`}
      className="error-crop"
      data-verdict={error.verdict ?? ''}
      onClick={() => showError(error.id)}
    >
      <img src={imageUrl(error.imageId, `crop/${corners}`)} alt="" draggable={false} loading="lazy" />
      <i className={`error-box error-box-${error.kind}`} style={box} />
      {error.score !== null && <span className="error-score">{error.score.toFixed(2)}</span>}
    </button>
  )
}
