import { useEffect } from 'react'

/** How many that had the focus are remembered: more than a card has controls. */
const MOST_HELD = 64
/** A row that was a field for a while is a new row, of the same shape in the same place. */
const MOST_LEVELS_NEW = 3

interface Held {
  element: HTMLElement
  /** From the element up: what it is in, and its place there. */
  path: { parent: Element; place: number }[]
}

/** A card, a field or a row that goes away with the focus in it gives it back to what had it before. */
export function useFocusKept(): void {
  useEffect(() => {
    let held: Held[] = []
    const take = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      held = [...held.filter(({ element }) => element !== target), holdOf(target)].slice(-MOST_HELD)
    }
    const lose = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null || !(target instanceof HTMLElement)) return
      // Decided when the page has drawn what this event changed, and before the next: what was put down
      // may be taken away by the very next key, which is not the same.
      afterRender(() => {
        if (target.isConnected) {
          if (document.activeElement === document.body) held = []
          return
        }
        requestAnimationFrame(() => {
          if (document.activeElement !== document.body) return
          if (isOfRoom(held.at(-1))) held = []
          else giveBack(held)
        })
      })
    }
    document.addEventListener('focusin', take)
    document.addEventListener('focusout', lose)
    return () => {
      document.removeEventListener('focusin', take)
      document.removeEventListener('focusout', lose)
    }
  }, [])
}

/** React draws what an event changed in a microtask of its own, which may be queued after the event's blur. */
function afterRender(act: () => void): void {
  queueMicrotask(() => queueMicrotask(act))
}

function holdOf(element: HTMLElement): Held {
  const path: Held['path'] = []
  for (let at: Element = element; at.parentElement !== null; at = at.parentElement)
    path.push({
      parent: at.parentElement,
      place: Array.prototype.indexOf.call(at.parentElement.children, at),
    })
  return { element, path }
}

/** Another room came: what had the focus in an earlier one is not meant. */
function isOfRoom(held: Held | undefined): boolean {
  return held?.path.find(({ parent }) => parent.isConnected)?.parent.matches('main') === true
}

function giveBack(held: readonly Held[]): void {
  for (const { element, path } of held.toReversed()) {
    const again = element.isConnected ? element : inItsPlace(path)
    again?.focus()
    if (document.activeElement !== document.body) return
  }
}

function inItsPlace(path: Held['path']): HTMLElement | null {
  let level = path.findIndex(({ parent }) => parent.isConnected)
  if (level < 0 || level >= MOST_LEVELS_NEW) return null
  let at: Element | undefined = path[level].parent
  for (; level >= 0; level--) at = at?.children[path[level].place]
  return at instanceof HTMLElement ? at : null
}
