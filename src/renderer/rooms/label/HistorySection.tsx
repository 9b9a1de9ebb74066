import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { type Edit, touchedImages } from '../../../shared/annotation/edit'
import { countText } from '../../language/count'
import { momentText } from '../../language/moment'
import { localText, t } from '../../language/t'
import { goToStep, useEdits } from '../../state/labels/edits'
import { timeOf } from '../../state/labels/editTimes'
import { rowOf, useProject } from '../../state/project/project'
import { reportError } from '../../state/studio/notices'
import './HistorySection.css'

const ROW_PX = 40
/** Older steps are reached by undo. */
const MOST = 1000

/** What was done, newest first; a press goes back, or forward, to where it had just been done. */
export function HistorySection() {
  const { undo, redo } = useEdits((state) => state.history)
  const scroller = useRef<HTMLDivElement>(null)
  const { edits, first } = useMemo(() => {
    const all = [...undo, ...redo.toReversed()]
    const from = Math.max(0, Math.min(all.length - MOST, undo.length - MOST / 2))
    return { edits: all.slice(from, from + MOST), first: from }
  }, [undo, redo])
  /** Rows count from the top: the newest edit, …, the oldest, the start. */
  const count = edits.length + 1
  const current = edits.length - (undo.length - first)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  })
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' })
  }, [current, virtual])
  if (edits.length === 0)
    return <p className="history-empty muted small">{t('Nothing has been changed yet.')}</p>
  return (
    <div ref={scroller} className="history-scroller" data-testid="history-list">
      <ol
        className="history-list"
        style={{ height: virtual.getTotalSize() }}
        aria-label={t('History, newest first')}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const edit = edits[edits.length - 1 - index]
          return (
            <li key={index} className="history-item" style={{ transform: `translateY(${start}px)` }}>
              <button
                type="button"
                className="history-row"
                aria-current={index === current ? 'step' : undefined}
                data-undone={index < current}
                data-testid="history-row"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => goToStep(first + edits.length - index).catch(reportError)}
              >
                {edit === undefined ? (
                  <span className="ellipsis">
                    {first === 0 ? t('As it was before') : t('Older steps: by undo')}
                  </span>
                ) : (
                  <Step edit={edit} isUndone={index < current} />
                )}
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function Step({ edit, isUndone }: { edit: Edit; isUndone: boolean }) {
  const touched = useMemo(() => [...touchedImages(edit)], [edit])
  const path = useProject((state) => rowOf(state, touched[0] ?? null)?.path)
  const name = path?.split('/').at(-1)
  const where =
    touched.length > 1
      ? countText(touched.length, 'picture')
      : (name ?? (touched.length === 0 ? t('Classes') : ''))
  const at = timeOf(edit)
  return (
    <>
      <span className="history-words ellipsis">{localText(edit.label)}</span>
      <span className="history-where faint small">
        <span className="ellipsis grow" title={path}>
          {where}
        </span>
        {isUndone ? t('undone') : at === null ? '' : momentText(at, Date.now())}
      </span>
    </>
  )
}
