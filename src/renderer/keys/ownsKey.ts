const textInputs =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=true]'
const controls =
  'button, a, input, summary, [role=menuitem], [role=option], [role=slider], [role=radio], [role=tab], [role=checkbox], [role=switch]'

/** Keys that a focused control acts on itself. */
const controlKeys = new Set([
  'Space',
  'Enter',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
])

/** These type nothing, and no field acts on them. */
const functionKey = /^(Shift\+)?F\d+$/

/** True where the element under the keyboard wants this key itself: all of them while typing. */
export function ownsKey(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.matches(textInputs)) return !functionKey.test(chord)
  if (target.closest('[role=menu], [role=dialog]') !== null) return true
  // Tab moves the focus as everywhere, unless the canvas has it or nothing.
  if (chord === 'Tab' || chord === 'Shift+Tab') return !target.matches('body, [role=application]')
  return controlKeys.has(chord) && target.closest(controls) !== null
}
