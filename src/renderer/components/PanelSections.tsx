import { ChevronDown, ChevronRight, MoveDown, MoveUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { localText, t } from '../language/t'
import { inSectionOrder, moveSection, setSectionOpen } from '../state/studio/panels'
import { usePreferences } from '../state/studio/preferences'
import { IconButton } from './IconButton'
import './PanelSections.css'

export interface PanelSection {
  id: string
  title: string
  /** Until the person opens or closes it. */
  isOpen: boolean
  Content: () => ReactNode
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
    return (
      <section
        key={id}
        className="panel-section"
        aria-label={localText(section.title)}
        data-testid={`section-${panelId}.${id}`}
      >
        <div className="section-head">
          <button
            type="button"
            className="panel-section-toggle"
            aria-expanded={isOpen}
            data-testid={`toggle-${panelId}.${id}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setSectionOpen(panelId, id, !isOpen)}
          >
            <Chevron aria-hidden />
            {localText(section.title)}
          </button>
          <span className="panel-section-move">
            {place > 0 && (
              <IconButton
                icon={MoveUp}
                label={t('Move {{title}} up', { title: localText(section.title).toLowerCase() })}
                onClick={() => moveSection(panelId, ids, id, -1)}
              />
            )}
            {place < ordered.length - 1 && (
              <IconButton
                icon={MoveDown}
                label={t('Move {{title}} down', { title: localText(section.title).toLowerCase() })}
                onClick={() => moveSection(panelId, ids, id, 1)}
              />
            )}
          </span>
        </div>
        {isOpen && <section.Content />}
      </section>
    )
  })
  return <div className="panel-sections">{shown}</div>
}
