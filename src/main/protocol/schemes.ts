import { protocol } from 'electron'

/**
 * Names the studio's two schemes; must run before Electron is ready. Neither may pass by the CSP.
 * @see https://www.electronjs.org/docs/latest/api/protocol#protocolregisterschemesasprivilegedcustomschemes
 */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'studio-app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    {
      scheme: 'studio-image',
      // The canvas needs cross-origin pictures that do not taint it.
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ])
}
