import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { type ChangeKind, changeKinds, type PairReport } from '../../../../shared/compare/schema'
import { groupedText } from '../../../../shared/text/count'
import { changesOf, openChange } from '../../../state/comparePair'
import { ChangeCrop } from './ChangeCrop'
import { kindWords } from './kindWords'
import './ChangeColumns.css'

/** Height of a row of crops, with the gap below it. */
const ROW_HEIGHT = 118

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
  const virtual = useVirtualizer({
    count: changes.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 4,
  })
  return (
    <section className="change-column" aria-label={title} data-testid={`column-${kind}`}>
      <header title={words}>
        <i className="change-dot" data-tone={tone} />
        <h2 className="grow ellipsis">{title}</h2>
        <span className="change-count" data-testid={`count-${kind}`}>
          {groupedText(report.counts[kind])}
        </span>
      </header>
      <div ref={scroller} className="change-scroll">
        {changes.length === 0 ? (
          <p className="faint small change-none">None</p>
        ) : (
          <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {virtual.getVirtualItems().map(({ index, start }) => (
              <div
                key={changes[index].id}
                className="change-slot"
                style={{ transform: `translateY(${start}px)` }}
              >
                <ChangeCrop change={changes[index]} onOpen={() => openChange(changes[index].id)} />
              </div>
            ))}
          </div>
        )}
      </div>
    </section>
  )
}
