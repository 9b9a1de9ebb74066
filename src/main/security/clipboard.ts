import type { App } from 'electron'

/**
 * The page gets the clipboard only where a person pastes: `document.execCommand('paste')` asks no permission, and Electron
 * allows it to every page. Works before Electron is ready only.
 */
export function closeClipboard(app: { commandLine: Pick<App['commandLine'], 'appendSwitch'> }): void {
  app.commandLine.appendSwitch('blink-settings', 'DOMPasteAllowed=false')
}
