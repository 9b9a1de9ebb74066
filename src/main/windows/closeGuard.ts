import type { WebContents } from 'electron'

/** So long the page may hold its window open, to save what is on its way or to say that it cannot. */
const HOLD_MS = 10_000
/** After so long without being closed, the window is closed for the first time again. */
const FORGET_MS = 60_000

/** A page that goes on holding its window open is left all the same; `now` is a monotonic clock in ms. */
export function guardClosing(webContents: Pick<WebContents, 'on'>, now: () => number): void {
  let first = Number.NEGATIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  webContents.on('will-prevent-unload', (event) => {
    const time = now()
    if (time - last > FORGET_MS) first = time
    last = time
    // Electron's word for leaving the page.
    if (time - first >= HOLD_MS) event.preventDefault()
  })
}
