import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImageRow } from '../../../../shared/annotation/schema'
import { afterFrame } from '../../../components/afterFrame'
import { t } from '../../../language/t'
import { clearMarked, markAll, markUpTo, toggleMarked, useMarked } from '../../../state/labels/marked'
import { goToImage, useSelection } from '../../../state/labels/selection'
import { useFirstStretch, useShownImages } from '../../../state/labels/shownImages'
import { useProposals } from '../../../state/proposals/proposals'
import { usePreferences } from '../../../state/studio/preferences'
import { useSettledId } from '../settled'
import { ImageListRow } from './ImageListRow'

const ROW_PX = 48
const TILE_PX = 84
/** Rows beyond the edges whose thumbnails are asked for before they come into sight. */
const AHEAD = 16

/** The pictures in a list or a grid: arrows go from one to the next, Shift or Ctrl choose several. */
export function ImageList() {
  const shown = useShownImages()
  const isGrid = usePreferences((state) => state.pictureGrid)
  const imageId = useSettledId()
  const marked = useMarked((state) => state.ids)
  const waiting = useProposals((state) => state.waiting)
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const columns = isGrid ? Math.max(1, Math.round(width / TILE_PX)) : 1
  const tilePx = Math.max(1, Math.floor(width / columns))
  const place = useMemo(() => shown.findIndex((image) => image.id === imageId), [shown, imageId])
  const stretch = useFirstStretch()
  const before = stretch?.at ?? 0
  const lastOffset = useRef(0)
  const [wasPassing, setWasPassing] = useState(false)
  const virtual = useVirtualizer({
    count: Math.ceil((stretch?.total ?? shown.length) / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => (isGrid ? tilePx : ROW_PX),
    overscan: wasPassing ? 0 : AHEAD,
  })
  const offset = virtual.scrollOffset ?? 0
  const moved = Math.abs(offset - lastOffset.current)
  // Nothing that was in sight is still there: thumbnails would not be seen before they are gone.
  const isOther = moved === 0 ? wasPassing : moved > (scroller.current?.clientHeight ?? 0)
  const isPassing = virtual.isScrolling && isOther
  lastOffset.current = offset
  // At once: rows beyond the edges that came with the next click would keep the picture waiting.
  if (isPassing !== wasPassing) setWasPassing(isPassing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height moves every row
  useEffect(() => virtual.measure(), [isGrid, tilePx, virtual])
  useEffect(() => {
    if (place < 0) return
    // Scrolling lays the page out, and the picture comes first.
    return afterFrame(() => virtual.scrollToIndex(Math.floor((before + place) / columns), { align: 'auto' }))
  }, [place, before, columns, virtual])

  const open = (image: ImageRow, event: MouseEvent | KeyboardEvent) => {
    // The one in hand by now, which the list may not show yet.
    const fromId = useSelection.getState().imageId
    if (event.shiftKey) markUpTo(shown, image.id, fromId)
    else if (event.ctrlKey || event.metaKey) return toggleMarked(image.id, fromId)
    else clearMarked()
    void goToImage(image.id)
  }
  const opened = useRef(open)
  opened.current = open
  // The same for every row and as long as the list lives: scrolling renders the rows that come into sight alone.
  const onOpen = useCallback(
    (image: ImageRow, event: MouseEvent | KeyboardEvent) => opened.current(image, event),
    [],
  )
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const { imageId: inHand } = useSelection.getState()
    const place = shown.findIndex((image) => image.id === inHand)
    const taken = handleKey(event, { shown, place, columns, page: virtual.range })
    if (taken === null) return
    event.preventDefault()
    if (taken !== 'done') open(taken, event)
  }
  return (
    <div
      ref={scroller}
      className={isGrid ? 'images-scroller images-grid' : 'images-scroller'}
      role="listbox"
      tabIndex={0}
      aria-label={t('Pictures')}
      aria-multiselectable
      aria-busy={stretch !== null}
      aria-activedescendant={place >= 0 ? `picture-${imageId}` : undefined}
      data-testid="image-list"
      onKeyDown={press}
    >
      <div className="images-height" style={{ height: virtual.getTotalSize() }}>
        {virtual
          .getVirtualItems()
          .flatMap(({ index, start }) =>
            Array.from({ length: columns }, (_, column) => ({ index, start, column })),
          )
          .map(({ index, start, column }) => {
            const image: ImageRow | undefined = shown[index * columns + column - before]
            return (
              image !== undefined && (
                <ImageListRow
                  key={image.id}
                  image={image}
                  tilePx={isGrid ? tilePx : null}
                  isPassing={isPassing}
                  isCurrent={image.id === imageId}
                  isMarked={marked.has(image.id)}
                  numProposals={waiting.get(image.id) ?? 0}
                  left={column * tilePx}
                  top={start}
                  onOpen={onOpen}
                />
              )
            )
          })}
      </div>
    </div>
  )
}

interface ListKeys {
  shown: readonly ImageRow[]
  place: number
  columns: number
  page: { startIndex: number; endIndex: number } | null
}

/** The picture that a key leads to, `done` where it did something else, null where it means nothing here. */
function handleKey(
  event: KeyboardEvent,
  { shown, place, columns, page }: ListKeys,
): ImageRow | 'done' | null {
  if (event.key === 'Escape' && useMarked.getState().ids.size > 0) {
    clearMarked()
    return 'done'
  }
  if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
    markAll(shown)
    return 'done'
  }
  const rows = page === null ? 1 : Math.max(1, page.endIndex - page.startIndex)
  const steps: Record<string, number> = {
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: rows * columns,
    PageUp: -rows * columns,
    Home: -shown.length,
    End: shown.length,
    ...(columns > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {}),
  }
  const step = steps[event.key]
  if (step === undefined) return null
  const next = Math.min(shown.length - 1, Math.max(0, place + step))
  return shown[next] ?? 'done'
}

function useWidth(of: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (of.current === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(of.current)
    return () => observer.disconnect()
  }, [of])
  return width
}
