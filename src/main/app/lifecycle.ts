import type { App } from 'electron'

/** Quitting waits this long for commits and for the trainer's checkpoint. */
export const QUIT_PATIENCE_MS = 10_000

/**
 * Quits once everything is saved. Windows close first, so a page with unsaved edits can still hold the quit
 * back; then `shutDown` runs, at most for the patience; what has not ended by then is given up.
 * Closing the window quits, on macOS too.
 */
export function manageQuit(
  app: Pick<App, 'on' | 'quit'>,
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
    const outOfTime = new Promise<void>((resolve) => {
      setTimeout(() => {
        log('gave up waiting for a clean end')
        resolve()
      }, patienceMs).unref()
    })
    const done = shutDown().catch((cause: unknown) => log(`shutting down failed: ${String(cause)}`))
    void Promise.race([done, outOfTime]).then(() => {
      state = 'closed'
      app.quit()
    })
  })
}
