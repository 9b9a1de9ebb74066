import type { BrowserWindow } from 'electron'
import type { CrashBudget } from '../timing/crashBudget'

/** Chromium says after some 15 s that a page hangs; long work is given as long again before the page is ended. */
const HANG_PATIENCE_MS = 15_000

/**
 * A page that died or hangs is loaded again with its state from the store; once that happens too often
 * the crash page takes over. Where somebody was closing the window, it is closed.
 */
export function guardRenderer(
  window: BrowserWindow,
  url: string,
  budget: CrashBudget,
  log: (message: string) => void,
  giveUp: () => void,
): void {
  const { webContents } = window
  let isClosing = false
  let patience: NodeJS.Timeout | null = null
  const beCalm = () => {
    if (patience !== null) clearTimeout(patience)
    patience = null
  }
  const recover = () => {
    beCalm()
    if (window.isDestroyed()) return
    if (isClosing) window.destroy()
    // Not a reload: the page can have given itself an address where there is nothing.
    else if (budget.spend())
      webContents.loadURL(url).catch((cause: unknown) => log(`the page: ${String(cause)}`))
    else giveUp()
  }
  window.on('close', () => {
    isClosing = true
  })
  webContents.on('will-prevent-unload', () => {
    isClosing = false
    beCalm()
  })
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    log(`the page is gone: ${details.reason}, code ${details.exitCode}`)
    recover()
  })
  window.on('responsive', beCalm)
  window.on('unresponsive', () => {
    patience ??= setTimeout(() => {
      patience = null
      if (window.isDestroyed()) return
      log('the page does not answer')
      // It cannot take in another address either; once it is gone it comes back like one that crashed.
      webContents.forcefullyCrashRenderer()
    }, HANG_PATIENCE_MS)
  })
  webContents.on('preload-error', (_event, _path, error) => log(`the preload failed: ${error.message}`))
}
