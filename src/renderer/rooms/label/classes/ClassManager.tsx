import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { ClassRecord } from '../../../../shared/annotation/schema'
import { groupedText } from '../../../../shared/text/count'
import { canEdit } from '../../../actions/canEdit'
import { ClassSwatch } from '../../../components/ClassSwatch'
import { Field } from '../../../components/Field'
import { Overlay } from '../../../frame/Overlay'
import { countText } from '../../../language/count'
import { t } from '../../../language/t'
import {
  chooseClass,
  closeClassManager,
  dropPreview,
  moveClass,
  previewChange,
  readUse,
  useClassManager,
} from '../../../state/labels/classManager'
import { useEdits } from '../../../state/labels/edits'
import { useProject } from '../../../state/project/project'
import { ClassPane } from './ClassPane'
import './ClassManager.css'

const ROW_PX = 30

/** All classes with what they have; the chosen ones are renamed, merged, deleted, ordered and coloured beside. */
export function ClassManager() {
  const { isOpen, search } = useClassManager()
  const classes = useProject((state) => state.classes)
  const history = useEdits((state) => state.history)
  useEffect(() => {
    if (isOpen && history !== null) readUse()
  }, [isOpen, history])
  const part = search.trim().toLowerCase()
  const listed = part === '' ? classes : classes.filter(({ name }) => name.toLowerCase().includes(part))
  return (
    <Overlay
      title={t('Classes')}
      open={isOpen}
      onClose={closeClassManager}
      onEscape={dropPreview}
      wide
      testId="class-manager"
    >
      <div className="class-manager">
        <div className="class-manager-side">
          <div className="section-head">
            <h2>{t('Classes')}</h2>
            <span className="faint">
              {part === ''
                ? groupedText(classes.length)
                : t('{{listed}} of {{classes}}', {
                    listed: listed.length,
                    classes: groupedText(classes.length),
                  })}
            </span>
          </div>
          <Field
            className="class-manager-search"
            icon={Search}
            aria-label={t('Find a class')}
            data-testid="class-search"
            placeholder={t('Find a class')}
            value={search}
            onChange={(event) => useClassManager.setState({ search: event.target.value })}
          />
          <List classes={listed} />
          <p className="class-manager-hint faint small">
            {t('Ctrl+click chooses several. Alt+↑ and Alt+↓ order them, Delete shows what would go.')}
          </p>
        </div>
        <ClassPane />
      </div>
    </Overlay>
  )
}

function List({ classes }: { classes: readonly ClassRecord[] }) {
  const { chosen, use } = useClassManager()
  const all = useProject((state) => state.classes)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: classes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  })
  const last = classes.findIndex(({ id }) => id === chosen.at(-1))
  useEffect(() => {
    if (last >= 0) virtual.scrollToIndex(last, { align: 'auto' })
  }, [last, virtual])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const record = classes[last]
      if (event.altKey && record !== undefined && canEdit()) moveClass(record.id, all.indexOf(record) + step)
      else if (!event.altKey) {
        const next = classes[Math.max(0, Math.min(classes.length - 1, last + step))]
        if (next !== undefined) chooseClass(next.id, event.shiftKey)
      }
    }
    if (event.key === 'Delete' && chosen.length > 0 && canEdit())
      previewChange({ what: 'delete', classIds: [...chosen] })
  }
  return (
    // The list has the keyboard, not its rows: those out of sight do not exist.
    <div
      ref={scroller}
      className="class-manager-list"
      role="listbox"
      aria-label={t('Classes')}
      aria-multiselectable
      aria-activedescendant={last >= 0 ? `class-option-${classes[last].id}` : undefined}
      tabIndex={0}
      data-testid="class-list"
      onKeyDown={onKeyDown}
    >
      <div className="class-manager-height" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const record = classes[index]
          const counts = use.get(record.id)
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
            // biome-ignore lint/a11y/useFocusableInteractive: the focus is the list's
            <div
              key={record.id}
              role="option"
              id={`class-option-${record.id}`}
              aria-selected={chosen.includes(record.id)}
              className="list-row class-manager-row"
              data-testid="class-option"
              title={record.name}
              style={{ transform: `translateY(${start}px)` }}
              onClick={(event) => chooseClass(record.id, event.ctrlKey || event.metaKey || event.shiftKey)}
            >
              <ClassSwatch color={record.color} />
              <span className="grow ellipsis">{record.name}</span>
              <span className="faint small" title={counts && countText(counts.boxes, 'box', 'boxes')}>
                {counts === undefined ? '' : groupedText(counts.boxes)}
              </span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
