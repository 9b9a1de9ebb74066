import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { BoxXyxyPx } from '../../../../../shared/annotation/schema'
import { imageUrl } from '../../../../../shared/ipc/images'
import type { Suspect } from '../../../../../shared/labels/schema'
import { rowOf, useProject } from '../../../../state/project'
import { showSuspect } from '../../../../state/suspects'
import { contextRegion } from '../mistakes/contextRegion'
import { kinds } from './kinds'
import { suspectRegion } from './suspectRegion'

const ITEM_WIDTH = 98

interface SuspectStripProps {
  suspects: readonly Suspect[]
  currentId: string | null
}

/** The doubted labels as a strip of crops: the label solid, the proposal dashed; the current one stays in sight. */
export function SuspectStrip({ suspects, currentId }: SuspectStripProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: suspects.length,
    horizontal: true,
    estimateSize: () => ITEM_WIDTH,
    getScrollElement: () => scroller.current,
    overscan: 4,
    paddingStart: 10,
  })
  const index = suspects.findIndex(({ id }) => id === currentId)
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  }, [index, virtual])
  return (
    <div
      ref={scroller}
      className="label-strip"
      role="listbox"
      aria-label="Doubted labels in order"
      tabIndex={-1}
    >
      <div style={{ width: virtual.getTotalSize(), height: '100%', position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={suspects[item.index].id}
            className="label-slot"
            style={{ transform: `translateX(${item.start}px)` }}
          >
            <SuspectCrop suspect={suspects[item.index]} isCurrent={item.index === index} />
          </div>
        ))}
      </div>
    </div>
  )
}

function SuspectCrop({ suspect, isCurrent }: { suspect: Suspect; isCurrent: boolean }) {
  const image = useProject((state) => rowOf(state, suspect.imageId))
  if (image === null) return null
  const region = contextRegion(suspectRegion(suspect), image, 4 / 3)
  const corners = [region.x1, region.y1, region.x2, region.y2].map(Math.round).join(',')
  return (
    <button
      type="button"
      role="option"
      aria-selected={isCurrent}
      aria-label={`${kinds[suspect.kind].label}, ${suspect.imagePath}`}
      className="label-crop"
      data-verdict={suspect.verdict ?? ''}
      onClick={() => showSuspect(suspect.id)}
    >
      <img src={imageUrl(suspect.imageId, `crop/${corners}`)} alt="" draggable={false} loading="lazy" />
      {suspect.label !== null && <i className="label-box" style={placeIn(suspect.label.box, region)} />}
      <i className="label-box label-box-model" style={placeIn(suspect.prediction.box, region)} />
      <span className="label-crop-kind" style={{ background: `var(${kinds[suspect.kind].color})` }} />
    </button>
  )
}

function placeIn(box: BoxXyxyPx, region: BoxXyxyPx) {
  const across = (px: number) => `${(100 * px) / (region.x2 - region.x1)}%`
  const down = (px: number) => `${(100 * px) / (region.y2 - region.y1)}%`
  return {
    left: across(box.x1 - region.x1),
    top: down(box.y1 - region.y1),
    width: across(box.x2 - box.x1),
    height: down(box.y2 - box.y1),
  }
}
