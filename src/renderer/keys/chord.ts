/** What of a keyboard event decides which chord it is. */
export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

/**
 * The chord of a key press, such as `Ctrl+Shift+D`, `ArrowLeft`, `?` or `Ctrl+=`; null for a bare modifier.
 * Letters and digits go by their place on the keyboard (AZERTY and Cyrillic keep working), symbols by what
 * they type. Ctrl stands for the Command key on a Mac.
 */
export function chordOf(press: KeyPress): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(press.key)) return null
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1]
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1]
  const ctrl = isMac ? press.metaKey : press.ctrlKey
  const isSymbol = letter === undefined && digit === undefined && press.key.length === 1 && press.key !== ' '
  // A digit's place may type a symbol with Shift; where Shift is held the symbol counts.
  const useSymbol = digit !== undefined && press.shiftKey && press.key.length === 1 && !/\d/.test(press.key)
  const name = useSymbol ? press.key : (letter ?? digit ?? (press.key === ' ' ? 'Space' : press.key))
  const parts: string[] = []
  if (ctrl) parts.push('Ctrl')
  if (press.altKey) parts.push('Alt')
  // The symbol already tells that Shift was held: `?`, not `Shift+?`.
  if (press.shiftKey && !isSymbol && !useSymbol) parts.push('Shift')
  parts.push(name)
  return parts.join('+')
}

const words: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Delete: 'Del',
  Escape: 'Esc',
}

/** A chord as key caps show it. */
export function displayChord(chord: string, mac: boolean = isMac): string {
  const parts = chord === '+' ? ['+'] : chord.split(/\+(?!$)/)
  const shown = parts.map((part) => words[part] ?? part)
  if (!mac) return shown.join(' ')
  const signs: Record<string, string> = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥' }
  return shown.map((part) => signs[part] ?? part).join('')
}
