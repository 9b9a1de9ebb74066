import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { BoxXyxyPx } from '../../../../../shared/annotation/schema'
import type { ConfusionPair } from '../../../../../shared/evaluation/schema'
import { imageUrl } from '../../../../../shared/ipc/images'
import { showPair, useConfusion } from '../../../../state/confusion'
import { rowOf, useProject } from '../../../../state/project'
import { contextRegion } from '../mistakes/contextRegion'
import { aroundPair } from './aroundPair'
import './PairStrip.css'

const ITEM_WIDTH = 98

/** The pairs of the open cell as crops: what is there solid, what was found dashed; a press shows the picture. */
export function PairStrip({ pairs }: { pairs: readonly ConfusionPair[] }) {
  const shown = useConfusion((state) => state.shown)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: pairs.length,
    horizontal: true,
    estimateSize: () => ITEM_WIDTH,
    getScrollElement: () => scroller.current,
    overscan: 4,
  })
  useEffect(() => {
    if (shown !== null) virtual.scrollToIndex(shown, { align: 'auto' })
  }, [shown, virtual])
  return (
    <div ref={scroller} className="pair-strip" role="listbox" aria-label="Pairs of the cell" tabIndex={-1}>
      <div style={{ width: virtual.getTotalSize(), height: '100%', position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => (
          <div key={item.key} className="pair-slot" style={{ transform: `translateX(${item.start}px)` }}>
            <PairCrop pair={pairs[item.index]} place={item.index} isCurrent={item.index === shown} />
          </div>
        ))}
      </div>
    </div>
  )
}

function PairCrop({ pair, place, isCurrent }: { pair: ConfusionPair; place: number; isCurrent: boolean }) {
  const image = useProject((state) => rowOf(state, pair.imageId))
  if (image === null) return null
  const region = contextRegion(aroundPair(pair), image, 4 / 3)
  const corners = [region.x1, region.y1, region.x2, region.y2].map(Math.round).join(',')
  return (
    <button
      type="button"
      role="option"
      aria-selected={isCurrent}
      aria-label={pair.imagePath}
      className="pair-crop"
      data-testid={`pair-${place}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => showPair(place)}
    >
      <img src={imageUrl(pair.imageId, `crop/${corners}`)} alt="" draggable={false} loading="lazy" />
      {pair.truth !== null && <i className="pair-truth" style={placeIn(region, pair.truth)} />}
      {pair.detection !== null && <i className="pair-found" style={placeIn(region, pair.detection)} />}
      {pair.score !== null && <span className="pair-score">{pair.score.toFixed(2)}</span>}
    </button>
  )
}

function placeIn(region: BoxXyxyPx, box: BoxXyxyPx) {
  const width = region.x2 - region.x1
  const height = region.y2 - region.y1
  return {
    left: `${(100 * (box.x1 - region.x1)) / width}%`,
    top: `${(100 * (box.y1 - region.y1)) / height}%`,
    width: `${(100 * (box.x2 - box.x1)) / width}%`,
    height: `${(100 * (box.y2 - box.y1)) / height}%`,
  }
}
