/** What of a keyboard event decides which chord it is. */
export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing?: boolean
  getModifierState?(name: 'AltGraph'): boolean
}

/** The parts of a chord such as `Ctrl+Shift+D`. */
export interface Chord {
  ctrl: boolean
  alt: boolean
  shift: boolean
  /** A letter or digit of the keyboard's places, a symbol as typed, or a key's name. */
  name: string
}

export const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

/** What these places type on a US keyboard, plain and with Shift: for layouts that have letters there. */
export const symbolPlaces: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
}

/** No keys of their own: held with others, or a letter still being put together. */
const silent = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Process', 'Unidentified'])
const isLetter = (key: string) => /^\p{L}$/u.test(key)

/**
 * The chord of a key press, such as `Ctrl+Shift+D`, `ArrowLeft`, `?` or `Ctrl+=`; null for a bare modifier and
 * while an input method composes. Letters and digits go by their place on the keyboard (AZERTY and Cyrillic keep
 * working), symbols by what they type, or by their place where the layout has a letter there. Ctrl stands for
 * the Command key on a Mac.
 */
export function chordOf(press: KeyPress): string | null {
  if (silent.has(press.key) || press.isComposing === true) return null
  // AltGr is reported as Ctrl and Alt on some systems; it only chose the symbol.
  const altGraph = press.getModifierState?.('AltGraph') === true
  const [name, isSymbol] = nameOf(press, altGraph)
  if (name === null) return null
  return printChord({
    ctrl: (isMac ? press.metaKey : press.ctrlKey) && !altGraph,
    alt: press.altKey && !altGraph,
    // The symbol already tells that Shift was held: `?`, not `Shift+?`.
    shift: press.shiftKey && !isSymbol,
    name,
  })
}

function nameOf(press: KeyPress, altGraph: boolean): [name: string | null, isSymbol: boolean] {
  const { key, code } = press
  const isSign = key.length === 1 && key !== ' ' && !isLetter(key) && !/\d/.test(key)
  if (altGraph && isSign) return [key, true]
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return [letter, false]
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  // A digit's place may type a symbol with Shift; where Shift is held the symbol counts.
  if (digit !== undefined) return press.shiftKey && isSign ? [key, true] : [digit, false]
  const place = symbolPlaces[code]
  if (place !== undefined && (isLetter(key) || key === 'Dead')) return [place[press.shiftKey ? 1 : 0], true]
  if (key === 'Dead') return [null, false]
  return key === ' ' ? ['Space', false] : [key, key.length === 1]
}

/** Writes a chord down: the modifiers in one order, then the key. */
export function printChord({ ctrl, alt, shift, name }: Chord): string {
  return [ctrl ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', name].filter(Boolean).join('+')
}

const modifiers = ['Ctrl', 'Alt', 'Shift']

/** Reads a chord as `printChord` writes it; null where it is none. */
export function parseChord(text: string): Chord | null {
  const parts = text === '+' ? ['+'] : text.split(/\+(?!$)/)
  const name = parts.at(-1) ?? ''
  const held = parts.slice(0, -1)
  const isKnown = /^(?:[A-Z0-9]|[^\p{L}\p{N}\s]|[A-Z][A-Za-z]+\d*|F\d{1,2})$/u.test(name)
  if (!isKnown || modifiers.includes(name)) return null
  const chord = {
    ctrl: held.includes('Ctrl'),
    alt: held.includes('Alt'),
    shift: held.includes('Shift'),
    name,
  }
  return printChord(chord) === text ? chord : null
}
