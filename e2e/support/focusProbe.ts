/** What the page says of the focus after a key. */
export interface Stop {
  /** null: nothing has the focus. */
  name: string | null
  /** The same as after the key before. */
  isSame: boolean
  /** Tab was here before. */
  wasStop: boolean
  /** The list, menu or group of choices that it is in, through which arrow keys lead; null: in none. */
  group: { at: number; unreached: number } | null
  /** The canvas, which steps through its boxes with Tab. */
  isCanvas: boolean
}

export interface FocusProbe {
  /** Begins with the screen as it is. Only a menu is there: Tab does nothing in it. */
  begin(): { isMenu: boolean }
  /** Looks at the focus after Tab, F6 (`stop`) or an arrow key (`arrow`). */
  look(by: 'stop' | 'arrow'): Stop
  /** What was wrong; the focus goes back to where it was. */
  end(): string[]
}

declare global {
  interface Window {
    focusProbe?: FocusProbe
  }
}

/** Runs in the page: who got the focus, whether that was to be seen, and in what order. */
export function installFocusProbe(): void {
  const roles = (...names: string[]) => names.map((name) => `[role=${name}]`).join(', ')
  const memberRoles = roles(
    ...['option', 'radio', 'tab', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'treeitem', 'gridcell'],
  )
  const controls = `button, a[href], input:not([type=hidden]), select, textarea, summary, ${memberRoles}, ${roles(
    ...['button', 'checkbox', 'switch', 'slider'],
  )}, [contenteditable=true]`
  const interactive = `${controls}, [tabindex]:not([tabindex^="-"])`
  const composites = roles('listbox', 'radiogroup', 'tablist', 'menu', 'menubar', 'tree', 'grid')
  const regions = `aside, nav, header, main, ${roles('toolbar', 'menu', 'application', 'dialog')}`

  let scope: Element = document.body
  let first: Element | null = null
  let targets: Element[] = []
  let reached = new Set<Element>()
  const provenMembers = new WeakSet<Element>()
  let stops: Element[] = []
  let problems: string[] = []
  let last: { element: Element; looks: string } | null = null

  const isThere = (element: Element) =>
    element.isConnected &&
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 0 &&
    !element.matches(
      ':disabled, [aria-disabled=true], [data-radix-focus-guard], [aria-hidden=true], [aria-hidden=true] *, [inert] *',
    ) &&
    isInSight(element)

  /** Of a list that scrolls, only what is in sight counts. */
  const isInSight = (element: Element) => {
    const list = element.matches(memberRoles) ? groupOf(element) : null
    if (list === null) return true
    const [inner, outer] = [element.getBoundingClientRect(), list.getBoundingClientRect()]
    return (
      inner.top >= outer.top - 1 &&
      inner.bottom <= outer.bottom + 1 &&
      inner.left >= outer.left - 1 &&
      inner.right <= outer.right + 1
    )
  }

  const groupOf = (element: Element) =>
    element.closest(composites) ?? (element.matches(memberRoles) ? element.parentElement : null)

  const numbers = new WeakMap<Element, number>()
  let nextNumber = 0
  const numberOf = (element: Element) => {
    const number = numbers.get(element) ?? nextNumber++
    numbers.set(element, number)
    return number
  }

  /** Where the arrow keys have come to, and how many are left for them. */
  const groupAt = (element: Element, pointed: Element | null) => {
    const group = groupOf(pointed ?? element)
    if (group === null) return null
    const left = targets.filter(
      (target) => groupOf(target) === group && !isReached(target) && isThere(target),
    )
    return { at: numberOf(pointed ?? element), unreached: left.length }
  }

  /** A member of a list is reached once and for all; a group by its members. */
  const isReached = (target: Element) =>
    reached.has(target) ||
    provenMembers.has(target) ||
    (!target.matches(controls) && [...target.children].some((child) => reached.has(child)))

  const nameOf = (element: Element) => {
    const words = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
    const id = element.getAttribute('data-testid')
    return `${element.tagName.toLowerCase()}${id === null ? `.${element.className}` : `#${id}`} “${words.slice(0, 40)}”`
  }

  /** All by which a focus may be seen: rings of the element, of what stands around it and of what is in it. */
  const looksOf = (element: Element) => {
    const around = [element, element.parentElement, element.parentElement?.parentElement, ...element.children]
    const looks = around.flatMap((each) => {
      if (!(each instanceof Element)) return []
      return [null, '::before', '::after'].map((part) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, content } = getComputedStyle(each, part)
        const ring = outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`
        return part !== null && content === 'none' ? '' : `${ring} ${boxShadow}`
      })
    })
    // The line that is chosen in a list or a menu has a ground of its own, as everywhere.
    if (element.matches(memberRoles)) looks.push(getComputedStyle(element).backgroundColor)
    return looks.join('; ')
  }

  const fault = (words: string) => {
    if (!problems.includes(words)) problems.push(words)
  }

  const reach = (element: Element) => {
    reached.add(element)
    if (element.matches(memberRoles)) provenMembers.add(element)
  }

  /** The one before is without the focus now: it has to look otherwise. */
  const compareLooks = () => {
    if (
      last === null ||
      last.element.matches('[role=menu]') ||
      !last.element.isConnected ||
      last.element === document.activeElement
    )
      return
    if (looksOf(last.element) === last.looks) fault(`no ring is seen on ${nameOf(last.element)}`)
  }

  const checkOrder = (from: Element | undefined, to: Element) => {
    if (from === undefined || !from.isConnected || from.closest(regions) !== to.closest(regions)) return
    // Tab has come round.
    if (to.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING) return
    if ([from, to].some((each) => each.matches('[role=separator], [role=application]'))) return
    const [a, b] = [from.getBoundingClientRect(), to.getBoundingClientRect()]
    const isAbove = b.bottom <= a.top + 1 && b.left < a.right - 1
    const isBeside = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2
    if (isAbove || (isBeside && b.right <= a.left + 1))
      fault(`Tab goes back from ${nameOf(from)} to ${nameOf(to)}`)
  }

  const pointedAt = (element: Element): Element | null => {
    const id = element.getAttribute('aria-activedescendant')
    if (id !== null) return document.getElementById(id)
    if (!element.matches('[role=combobox]')) return null
    const list = document.getElementById(element.getAttribute('aria-controls') ?? '')
    return list?.querySelector('[aria-selected=true]') ?? null
  }

  window.focusProbe = {
    begin: () => {
      first = document.activeElement
      scope = [...document.querySelectorAll('.overlay, [role=menu]')].at(-1) ?? document.body
      targets = [...scope.querySelectorAll(interactive)].filter(isThere)
      reached = new Set()
      stops = []
      problems = []
      last = null
      return { isMenu: scope.matches('[role=menu]') }
    },
    look: (by) => {
      compareLooks()
      const element = document.activeElement
      if (element === null || element === document.body || element.matches('[data-radix-focus-guard]')) {
        last = null
        return { name: null, isSame: false, wasStop: false, group: null, isCanvas: false }
      }
      const isSame = last?.element === element
      const wasStop = by === 'stop' && stops.includes(element)
      if (wasStop && element !== stops[0] && last !== null && last.element !== element)
        fault(`Tab comes round too soon, from ${nameOf(last.element)} to ${nameOf(element)}`)
      if (by === 'stop' && !wasStop) {
        checkOrder(stops.at(-1), element)
        if (!scope.contains(element)) fault(`Tab leaves the card, to ${nameOf(element)}`)
        stops.push(element)
      }
      reach(element)
      const pointed = pointedAt(element)
      if (pointed !== null) reach(pointed)
      last = { element, looks: looksOf(element) }
      return {
        name: nameOf(element),
        isSame,
        wasStop,
        group: groupAt(element, pointed),
        isCanvas: element.matches('[role=application]'),
      }
    },
    end: () => {
      for (const target of targets)
        if (!isReached(target) && isThere(target)) fault(`no key leads to ${nameOf(target)}`)
      const members = stops.filter((stop) => stop.matches(memberRoles))
      for (const group of new Set(members.map(groupOf))) {
        const { length } = members.filter((member) => groupOf(member) === group)
        if (group !== null && length > 1) fault(`Tab stops ${length} times in ${nameOf(group)}`)
      }
      if (first instanceof HTMLElement && first.isConnected) first.focus()
      if (first === document.body && document.activeElement instanceof HTMLElement)
        document.activeElement.blur()
      return problems
    },
  }
}
