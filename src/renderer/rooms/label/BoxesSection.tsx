import { useVirtualizer } from '@tanstack/react-virtual'
import { Eye, EyeOff, Lock, LockOpen } from 'lucide-react'
import { type MouseEvent, useEffect, useMemo, useRef } from 'react'
import type { BoxRecord } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import { toggleLock } from '../../actions/boxes/toggleLock'
import { runAction } from '../../actions/runAction'
import { hideSelected } from '../../actions/view/hideSelected'
import { showAllBoxes } from '../../actions/view/showAllBoxes'
import { activeAnnotator } from '../../annotator/active'
import { boxFlags } from '../../annotator/commands/boxFlags'
import { afterFrame } from '../../components/afterFrame'
import { ClassSwatch } from '../../components/ClassSwatch'
import { IconButton } from '../../components/IconButton'
import { SectionTitle } from '../../components/SectionTitle'
import { t } from '../../language/t'
import { isVisible, toggleHidden, toggleLocked, useBoxView } from '../../state/labels/boxView'
import { doubledAmong } from '../../state/labels/doubled'
import { useSelection } from '../../state/labels/selection'
import { useProject } from '../../state/project/project'
import { useSettledBoxes, useSettledId } from './settled'

const ROW_PX = 28
const noBoxes: readonly BoxRecord[] = []

/** Every box of the picture in hand; a press selects it, a double press goes to it. */
export function BoxesSection() {
  const imageId = useSettledId()
  const boxes =
    useProject((state) => (imageId === null ? undefined : state.documents.get(imageId)?.boxes)) ?? noBoxes
  const classes = useProject((state) => state.classes)
  const selected = useSettledBoxes()
  const byId = useMemo(() => new Map(classes.map((record) => [record.id, record])), [classes])
  const view = useBoxView()
  const numHidden = boxes.filter((box) => !isVisible(box, view)).length
  const doubled = doubledAmong(boxes)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: boxes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const place = boxes.findIndex((box) => box.id === selected.at(-1))
  useEffect(() => {
    if (place < 0) return
    return afterFrame(() => virtual.scrollToIndex(place, { align: 'auto' }))
  }, [place, virtual])

  return (
    <section className="boxes-section" aria-label={t('Boxes here')}>
      <div className="section-head">
        <SectionTitle>{t('Boxes here')}</SectionTitle>
        <span className="faint" data-testid="boxes-here-count">
          {boxes.length}
        </span>
        {doubled.size > 0 && (
          <button
            type="button"
            className="small doubled-count"
            title={t('Select boxes that double another one of their class')}
            data-testid="doubled-count"
            onClick={() => useSelection.setState({ selected: [...doubled] })}
          >
            {t('{{size}} doubled', { size: doubled.size })}
          </button>
        )}
        {numHidden > 0 && (
          <button
            type="button"
            className="small faint"
            data-testid="hidden-count"
            onClick={() => runAction(showAllBoxes)}
          >
            {t('{{numHidden}} hidden, show', { numHidden })}
          </button>
        )}
      </div>
      <div ref={scroller} className="boxes-scroller">
        <ul className="boxes-height" aria-label={t('Boxes')} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const box = boxes[index]
            const record = byId.get(box.classId)
            return (
              <li key={box.id} className="boxes-row" style={{ transform: `translateY(${start}px)` }}>
                <button
                  type="button"
                  aria-pressed={selected.includes(box.id)}
                  className="list-row grow"
                  data-testid="box-row"
                  data-hidden={!isVisible(box, view)}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={(event) => choose(box.id, event)}
                  onDoubleClick={() => activeAnnotator()?.focus(box)}
                >
                  <ClassSwatch color={record?.color ?? 0} />
                  <span className="grow ellipsis">{record?.name ?? t('No class')}</span>
                  <span className="box-flag">{flagsOf(box)}</span>
                  <span className="faint">
                    {Math.round(box.x2 - box.x1)} × {Math.round(box.y2 - box.y1)}
                  </span>
                </button>
                <IconButton
                  icon={view.locked.has(box.id) ? Lock : LockOpen}
                  label={view.locked.has(box.id) ? t('Unlock') : t('Lock')}
                  action={toggleLock}
                  data-on={view.locked.has(box.id)}
                  onClick={() => toggleLocked([box.id])}
                />
                <IconButton
                  icon={view.hidden.has(box.id) ? EyeOff : Eye}
                  label={view.hidden.has(box.id) ? t('Show') : t('Hide')}
                  action={hideSelected}
                  data-on={view.hidden.has(box.id)}
                  onClick={() => toggleHidden([box.id])}
                />
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}

function choose(id: BoxId, event: MouseEvent): void {
  useSelection.setState(({ selected }) => {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return { selected: [id] }
    return { selected: selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id] }
  })
}

function flagsOf(box: BoxRecord): string {
  const flags = boxFlags.filter((flag) => box[flag])
  return flags.join(', ')
}
