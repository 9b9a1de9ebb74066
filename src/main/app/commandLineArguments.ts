/** Switches of Chromium's that the packaged app gives itself for work without a window: no display, no GPU process, no chatter. */
export const WINDOWLESS = [
  '--ozone-platform=headless',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--log-level=3',
]

/** What the packaged program was asked to do. */
export type Asked =
  | { kind: 'window' }
  /** A command, before its process has those switches: they count only from the start. */
  | { kind: 'command without its switches'; args: string[] }
  | { kind: 'command'; args: string[] }

/**
 * Tells a command (`focal-studio train cells`) from a start with a window, by the process's own arguments. Commands are
 * words; the window is opened without any.
 */
export function readArguments(argv: readonly string[], isPackaged: boolean): Asked {
  if (!isPackaged) return { kind: 'window' }
  const given = argv.slice(1)
  const end = given.indexOf('--')
  if (end >= 0 && WINDOWLESS.every((own) => given.slice(0, end).includes(own))) {
    return { kind: 'command', args: given.slice(end + 1) }
  }
  // The launcher of an AppImage may put its own switches first.
  const first = given.findIndex((word) => !/^--(no-sandbox|ozone-platform|disable-)/.test(word))
  const isCommand = first >= 0 && /^([a-z][a-z-]*|-h|--help)$/.test(given[first] ?? '')
  return isCommand ? { kind: 'command without its switches', args: given.slice(first) } : { kind: 'window' }
}
