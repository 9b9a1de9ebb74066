import type { WebPreferences } from 'electron'

/**
 * How every window of the studio runs its page; frozen, so no window can loosen it.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#4-enable-process-sandboxing
 */
export function webPreferences(isPackaged: boolean, preload: string): Readonly<WebPreferences> {
  return Object.freeze({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: !isPackaged,
    // The page's own pickers of files: what a person chooses there is neither asked for nor checked by main.
    disableBlinkFeatures: 'FileSystemAccessLocal',
  })
}
