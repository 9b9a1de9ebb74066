import { setPreferences, usePreferences } from './preferences'

export type Side = 'left' | 'right'

/** Widths that panels may have, px, and the one that they begin with. */
export const panelBounds = {
  left: { min: 180, max: 400, initial: 248 },
  right: { min: 220, max: 420, initial: 288 },
} as const

/** Panels that are on the screen, with the side that each began on. */
const shown = new Map<string, Side>()

/** Tells that a panel is on the screen; returns how to take it back. */
export function showPanel(id: string, home: Side): () => void {
  shown.set(id, home)
  return () => void shown.delete(id)
}

/** Where a panel is docked. */
export const sideOf = (id: string, home: Side): Side => usePreferences.getState().panelSides[id] ?? home

const at = (side: Side) => [...shown].filter(([id, home]) => sideOf(id, home) === side)

/** Collapses the panels of a side, or opens them where all of them are collapsed. */
export function togglePanels(side: Side): void {
  const { panels } = usePreferences.getState()
  const isOpen = at(side).some(([id]) => panels[id] !== 0)
  const widths = at(side).map(([id, home]) => [id, isOpen ? 0 : panelBounds[home].initial])
  setPreferences({ panels: { ...panels, ...Object.fromEntries(widths) } })
}

/** Collapses a panel, or opens it again at its first width. */
export function togglePanel(id: string, home: Side): void {
  const isCollapsed = usePreferences.getState().panels[id] === 0
  setPanelWidth(id, isCollapsed ? panelBounds[home].initial : 0)
}

export function setPanelWidth(id: string, width: number): void {
  setPreferences({ panels: { ...usePreferences.getState().panels, [id]: width } })
}

/** Docks a panel on the other side. */
export function dockPanel(id: string, home: Side): void {
  const to = sideOf(id, home) === 'left' ? 'right' : 'left'
  setPreferences({ panelSides: { ...usePreferences.getState().panelSides, [id]: to } })
}

/** Docks the panels of a side on the other one. */
export function dockPanels(side: Side): void {
  for (const [id, home] of at(side)) dockPanel(id, home)
}

/** Opens or closes a section of a panel. */
export function setSectionOpen(panelId: string, sectionId: string, isOpen: boolean): void {
  const { sections } = usePreferences.getState()
  const held = sections[panelId] ?? { order: [], open: {} }
  setPreferences({
    sections: { ...sections, [panelId]: { ...held, open: { ...held.open, [sectionId]: isOpen } } },
  })
}

/** Sections in the order that the person gave them; those that came since stand where they were made to. */
export function inSectionOrder(ids: readonly string[], order: readonly string[]): string[] {
  const known = order.filter((id) => ids.includes(id))
  let next = 0
  return ids.map((id) => (known.includes(id) ? (known[next++] as string) : id))
}

/** Moves a section up (-1) or down (1) among the sections that its panel shows. */
export function moveSection(panelId: string, ids: readonly string[], sectionId: string, step: -1 | 1): void {
  const { sections } = usePreferences.getState()
  const held = sections[panelId] ?? { order: [], open: {} }
  const order = inSectionOrder(ids, held.order)
  const from = order.indexOf(sectionId)
  const to = from + step
  if (from < 0 || to < 0 || to >= order.length) return
  setPreferences({
    sections: {
      ...sections,
      [panelId]: { ...held, order: order.toSpliced(from, 1).toSpliced(to, 0, sectionId) },
    },
  })
}
