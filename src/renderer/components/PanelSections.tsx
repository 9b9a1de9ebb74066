import { ChevronDown, ChevronRight, MoveDown, MoveUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { localText, t } from '../language/t'
import { inSectionOrder, moveSection, setSectionOpen } from '../state/studio/panels'
import { usePreferences } from '../state/studio/preferences'
import { IconButton } from './IconButton'
import { SectionFoldContext } from './SectionTitle'
import './PanelSections.css'

export interface PanelSection {
  id: string
  title: string
  /** Until the person opens or closes it. */
  isOpen: boolean
  /** Open, it draws its own head, with a `SectionTitle` in it. */
  ownsHead?: boolean
  /** Takes the height that the others leave. */
  grows?: boolean
  /** Stands behind the title in the head that the panel draws, and opens and closes with it. */
  Aside?: (props: { id: string; isOpen: boolean }) => ReactNode
  Content: (props: { id: string }) => ReactNode
}

const noSections: { order: string[]; open: Record<string, boolean> } = { order: [], open: {} }

/** Sections of a panel that open, close and change places; the panel remembers. Closed ones do no work. */
export function PanelSections({ panelId, sections }: { panelId: string; sections: readonly PanelSection[] }) {
  const { order, open } = usePreferences((state) => state.sections[panelId]) ?? noSections
  const ids = sections.map(({ id }) => id)
  const ordered = inSectionOrder(ids, order)
  const shown = ordered.map((id, place) => {
    const section = sections.find((candidate) => candidate.id === id)
    if (section === undefined) return null
    const isOpen = open[id] ?? section.isOpen
    const Chevron = isOpen ? ChevronDown : ChevronRight
    const toggle = () => setSectionOpen(panelId, id, !isOpen)
    const name = localText(section.title).toLowerCase()
    const moves = (
      <span className="panel-section-move">
        {place > 0 && (
          <IconButton
            icon={MoveUp}
            label={t('Move {{title}} up', { title: name })}
            onClick={() => moveSection(panelId, ids, id, -1)}
          />
        )}
        {place < ordered.length - 1 && (
          <IconButton
            icon={MoveDown}
            label={t('Move {{title}} down', { title: name })}
            onClick={() => moveSection(panelId, ids, id, 1)}
          />
        )}
      </span>
    )
    const testId = `toggle-${panelId}.${id}`
    const frame = {
      className: 'panel-section',
      'data-open': isOpen,
      'data-grows': section.grows === true && isOpen,
      'data-testid': `section-${panelId}.${id}`,
    }
    if (isOpen && section.ownsHead === true) {
      return (
        <div key={id} {...frame}>
          <SectionFoldContext value={{ testId, close: toggle, moves }}>
            <section.Content id={id} />
          </SectionFoldContext>
        </div>
      )
    }
    return (
      <section key={id} {...frame} aria-label={localText(section.title)}>
        <div className="section-head">
          <button
            type="button"
            className="panel-section-toggle"
            aria-expanded={isOpen}
            data-testid={testId}
            onMouseDown={(event) => event.preventDefault()}
            onClick={toggle}
          >
            <Chevron aria-hidden />
            {localText(section.title)}
            {section.Aside !== undefined && <section.Aside id={id} isOpen={isOpen} />}
          </button>
          {moves}
        </div>
        {isOpen && <section.Content id={id} />}
      </section>
    )
  })
  return <div className="panel-sections">{shown}</div>
}
