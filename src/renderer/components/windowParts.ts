/** What the window is made of: bar, rail, panels, canvas, tools, cards, and the rest of the room. */
const parts =
  '.app > header, .app nav, .app main, .app aside, .tray, [role=application], [role=toolbar], [role=dialog]'
const focusable = 'button, a[href], input, select, textarea, [tabindex]'

/** Moves the focus to the next or previous part of the window that can take it: the way on from where Tab has another meaning. */
export function focusPart(direction: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>(parts)].flatMap((part) => firstStop(part) ?? [])
  if (stops.length === 0) return
  const current = document.activeElement?.closest(parts) ?? null
  const place = stops.findIndex((stop) => stop.closest(parts) === current)
  const start = place < 0 && direction === -1 ? 0 : place
  stops[(start + direction + stops.length) % stops.length].focus()
}

/** The first control of a part that is in no part of its own. */
function firstStop(part: HTMLElement): HTMLElement | undefined {
  const inside = [part, ...part.querySelectorAll<HTMLElement>(focusable)]
  return inside.find(
    (element) =>
      element.tabIndex >= 0 &&
      element.matches(focusable) &&
      !element.matches(':disabled') &&
      element.closest(parts) === part &&
      element.checkVisibility({ visibilityProperty: true }),
  )
}
