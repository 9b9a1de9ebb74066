import { isMac, parseChord, printChord, symbolPlaces } from './chord'

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

/** What each place of the person's keyboard types, by its code. */
export type KeyLayout = ReadonlyMap<string, string>

/** A chord as key caps show it, with the letters of the person's keyboard; words that are no chord stay. */
export function displayChord(chord: string, mac: boolean = isMac, layout?: KeyLayout): string {
  const parsed = parseChord(chord)
  if (parsed === null) return mac ? chord.replaceAll('Ctrl+', '⌘') : chord.replaceAll('+', ' ')
  const { ctrl, alt, shift, name } = parsed
  const cap = words[name] ?? capOf(name, layout)
  if (mac) return `${ctrl ? '⌘' : ''}${shift ? '⇧' : ''}${alt ? '⌥' : ''}${cap}`
  return [ctrl ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', cap].filter(Boolean).join(' ')
}

/** A chord with the key as the person's keyboard names it, for those who write the rest themselves. */
export function shownChord(chord: string, layout: KeyLayout): string {
  const parsed = parseChord(chord)
  return parsed === null ? chord : printChord({ ...parsed, name: capOf(parsed.name, layout) })
}

function capOf(name: string, layout: KeyLayout | undefined): string {
  const code = /^[A-Z]$/.test(name) ? `Key${name}` : placeOf(name)
  const typed = code === null ? undefined : layout?.get(code)
  if (typed === undefined) return name
  // A symbol is typed as such unless the layout has a letter in its place.
  return code?.startsWith('Key') || /^\p{L}$/u.test(typed) ? typed.toUpperCase() : name
}

function placeOf(symbol: string): string | null {
  return Object.keys(symbolPlaces).find((code) => symbolPlaces[code][0] === symbol) ?? null
}
