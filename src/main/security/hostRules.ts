import type { App } from 'electron'

/** No name leads anywhere but to this machine itself (the dev server, and the tests' controls, are there). */
export const HOST_RULES = 'MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'

/**
 * Takes the world away from Chromium itself, not from the page alone: at every start it asks for the dictionary of its
 * spelling checker, before a session can be told to do without one. Works before Electron is ready only.
 * @see https://github.com/electron/electron/issues/22995
 */
export function closeHosts(app: { commandLine: Pick<App['commandLine'], 'appendSwitch'> }): void {
  app.commandLine.appendSwitch('host-resolver-rules', HOST_RULES)
}
