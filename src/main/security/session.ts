import type { Session } from 'electron'

const ownSchemes = new Set(['studio-app:', 'studio-image:', 'devtools:', 'blob:', 'data:'])

/** True where the page's session may load this address. In development the dev server comes on top. */
export function isAllowedRequest(url: string, devServer: string | null): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null) return false
  if (ownSchemes.has(parsed.protocol)) return true
  return devServer !== null && parsed.host === new URL(devServer).host
}

/**
 * No file:, no network: every request but those to the studio's own schemes is cancelled.
 * Downloads are refused too; files leave the studio through dialogs of main.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#18-avoid-usage-of-the-file-protocol-and-prefer-usage-of-custom-protocols
 */
export function guardSession(
  session: Pick<Session, 'webRequest' | 'on' | 'setSpellCheckerEnabled'>,
  devServer: string | null,
  refused: (url: string) => void,
): void {
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isAllowedRequest(details.url, devServer)
    if (cancel) refused(details.url)
    answer({ cancel })
  })
  session.on('will-download', (event) => event.preventDefault())
}

/** What the browser would keep for the page is thrown away: the studio's own page keeps nothing there. */
export function forgetPageStorage(session: Pick<Session, 'clearStorageData'>): Promise<void> {
  return session.clearStorageData({
    storages: ['filesystem', 'indexdb', 'localstorage', 'serviceworkers', 'cachestorage'],
  })
}
