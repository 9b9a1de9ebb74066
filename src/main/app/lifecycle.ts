import type { App } from 'electron'

/** Quitting waits this long for commits and for the trainer's checkpoint. */
export const QUIT_PATIENCE_MS = 10_000

/**
 * Quits once everything is saved. Windows close first, so a page with unsaved edits can still hold the quit
 * back; then `shutDown` runs, at most for the patience; what has not ended by then is given up.
 * Closing the window quits, on macOS too.
 */
export function manageQuit(
  app: Pick<App, 'on' | 'quit' | 'exit'>,
  shutDown: () => Promise<void>,
  patienceMs: number,
  log: (message: string) => void,
): void {
  let state: 'up' | 'closing' | 'closed' = 'up'
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    const end = (problem: string | null) => {
      if (state === 'closed') return
      state = 'closed'
      clearTimeout(patience)
      if (problem !== null) log(problem)
      // Every window is closed and everybody was asked; quitting again would ask them once more.
      app.exit(0)
    }
    const patience = setTimeout(() => end('gave up waiting for a clean end'), patienceMs)
    shutDown().then(
      () => end(null),
      (cause: unknown) => end(`shutting down failed: ${String(cause)}`),
    )
  })
}
