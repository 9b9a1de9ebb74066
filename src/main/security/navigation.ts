import type { App, WebContents } from 'electron'

/** What a guard needs of a web contents. */
export type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'>

/**
 * The page stays where it is: no navigation, no redirect, no new window, no webview, no peers, in any window ever made.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#13-disable-or-limit-navigation
 * @see https://www.electronjs.org/docs/latest/tutorial/security#14-disable-or-limit-creation-of-new-windows
 */
export function guardNavigation(app: Pick<App, 'on'>, refused: (what: string, url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, refused))
}

/** Attaches the guard to one web contents. */
export function guardContents(contents: GuardedContents, refused: (what: string, url: string) => void): void {
  contents.on('will-navigate', (event) => {
    event.preventDefault()
    refused('navigation', event.url)
  })
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault()
    refused('frame navigation', event.url)
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
    refused('redirect', event.url)
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    refused('webview', '')
  })
  // Peer connections ask neither the page's policy nor the session's guard; the proxy that is left to them is not there.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(({ url }) => {
    refused('window', url)
    return { action: 'deny' }
  })
}
