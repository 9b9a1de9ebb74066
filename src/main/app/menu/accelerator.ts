/** How Electron calls keys that a chord names otherwise. */
const names: Record<string, string> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Esc',
  '+': 'Plus',
}
const known = new Set(
  'Space Enter Tab Backspace Delete Insert Home End PageUp PageDown Left Right Up Down Esc Plus'.split(' '),
)

/** A chord such as `Ctrl+Shift+D` as Electron writes it; undefined where Electron has no name for the key. */
export function acceleratorOf(chord: string): string | undefined {
  const [, held = '', name = ''] = /^((?:(?:Ctrl|Alt|Shift)\+)*)(.+)$/.exec(chord) ?? []
  const key = names[name] ?? name
  const isPlain = /^(?:[A-Z0-9]|F\d{1,2}|[!-/:-@[-`{-~])$/.test(key)
  return isPlain || known.has(key) ? `${held.replace('Ctrl', 'CommandOrControl')}${key}` : undefined
}
