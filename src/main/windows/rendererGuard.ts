import type { BrowserWindow } from 'electron'
import type { CrashBudget } from '../timing/crashBudget'

/**
 * A page that died or hangs is loaded again with its state from the store; once that happens too often
 * the crash page takes over.
 */
export function guardRenderer(
  window: BrowserWindow,
  budget: CrashBudget,
  log: (message: string) => void,
  giveUp: () => void,
): void {
  const recover = (what: string) => {
    log(`the page ${what}`)
    if (window.isDestroyed()) return
    if (budget.spend()) window.webContents.reload()
    else giveUp()
  }
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') recover(`is gone: ${details.reason}, code ${details.exitCode}`)
  })
  window.on('unresponsive', () => recover('does not answer'))
  window.webContents.on('preload-error', (_event, _path, error) =>
    log(`the preload failed: ${error.message}`),
  )
}
