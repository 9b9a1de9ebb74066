import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type ChangeKind, changeKinds, type PairReport } from '../../../../shared/compare/schema'
import { groupedText } from '../../../../shared/text/count'
import { useElementSize } from '../../../annotator/view/useElementSize'
import { localText, t } from '../../../language/t'
import { changesOf, openChange } from '../../../state/compare/comparePair'
import { ChangeCrop, CROP_ASPECT } from './ChangeCrop'
import { kindWords } from './kindWords'
import './ChangeColumns.css'

/** A wide column takes several crops beside each other. */
const LEAST_CROP_PX = 140
const GAP_PX = 8
/** Words below the picture. */
const WORDS_PX = 24

/** What became of each box, a column a kind; a press opens it on the canvas. */
export function ChangeColumns({ report }: { report: PairReport }) {
  return (
    <div className="change-columns" data-testid="change-columns">
      {changeKinds.map((kind) => (
        <Column key={kind} report={report} kind={kind} />
      ))}
    </div>
  )
}

function Column({ report, kind }: { report: PairReport; kind: ChangeKind }) {
  const scroller = useRef<HTMLDivElement>(null)
  const changes = useMemo(() => changesOf(report, kind), [report, kind])
  const { title, words, tone } = kindWords[kind]
  const { width } = useElementSize(scroller)
  const inner = Math.max(LEAST_CROP_PX, width - 2 * GAP_PX)
  const lanes = Math.max(1, Math.floor((inner + GAP_PX) / (LEAST_CROP_PX + GAP_PX)))
  const cropWidth = (inner - (lanes - 1) * GAP_PX) / lanes
  const rowHeight = Math.round(cropWidth / CROP_ASPECT) + WORDS_PX + GAP_PX
  const virtual = useVirtualizer({
    count: Math.ceil(changes.length / lanes),
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    overscan: 3,
    paddingStart: GAP_PX,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured again when they get another height
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  const [at, setAt] = useState(0)
  const rows = virtual.getVirtualItems()
  const seen = { from: (rows[0]?.index ?? 0) * lanes, to: ((rows.at(-1)?.index ?? 0) + 1) * lanes }
  // The one Tab stop of the column must be one that is there.
  const stop = at >= seen.from && at < seen.to ? at : seen.from
  const isByKey = useRef(false)
  useEffect(() => {
    if (!isByKey.current) return
    // A row far off is there after another rendering.
    const crop = scroller.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)
    if (crop == null) return
    isByKey.current = false
    crop.focus({ preventScroll: true })
  })
  const goByKey = (event: KeyboardEvent) => {
    const to = placeByKey(event.key, stop, lanes, changes.length)
    if (to === null) return
    event.preventDefault()
    isByKey.current = true
    virtual.scrollToIndex(Math.floor(to / lanes), { align: 'auto' })
    setAt(to)
  }
  return (
    <section className="change-column" aria-label={localText(words)} data-testid={`column-${kind}`}>
      <header title={localText(words)}>
        <i className="change-dot" data-tone={tone} />
        <h2 className="grow ellipsis">{localText(title)}</h2>
        <span className="change-count" data-testid={`count-${kind}`}>
          {groupedText(report.counts[kind])}
        </span>
      </header>
      <div ref={scroller} className="change-scroll">
        {changes.length === 0 ? (
          <p className="faint small change-none">{t('None')}</p>
        ) : (
          <div
            role="listbox"
            // A crop in it has the focus.
            tabIndex={-1}
            aria-label={localText(words)}
            style={{ height: virtual.getTotalSize(), position: 'relative' }}
            onKeyDown={goByKey}
          >
            {rows.map(({ index, start }) => (
              <div
                key={index}
                className="change-slot"
                style={{
                  height: rowHeight - GAP_PX,
                  gridTemplateColumns: `repeat(${lanes}, ${cropWidth}px)`,
                  transform: `translateY(${start}px)`,
                }}
              >
                {changes.slice(index * lanes, (index + 1) * lanes).map((change, lane) => {
                  const place = index * lanes + lane
                  return (
                    <ChangeCrop
                      key={change.id}
                      change={change}
                      place={place}
                      isStop={place === stop}
                      onFocus={() => setAt(place)}
                      onOpen={() => openChange(change.id)}
                    />
                  )
                })}
              </div>
            ))}
          </div>
        )}
      </div>
    </section>
  )
}

/** Where a key leads in rows of so many; null: it leads nowhere. */
function placeByKey(key: string, at: number, lanes: number, count: number): number | null {
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + lanes, ArrowUp: at - lanes }[key]
  if (to !== undefined) return to < 0 || to >= count ? at : to
  return key === 'Home' ? 0 : key === 'End' ? count - 1 : null
}
