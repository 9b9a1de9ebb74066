import type { App } from 'electron'

/** No name leads anywhere but to this machine itself (the dev server, and the tests' controls, are there). */
export const HOST_RULES = 'MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'

/** Nobody listens there: only the system itself may open that port. */
const NO_PROXY_THERE = 'socks5://127.0.0.1:9'

/**
 * Takes the world away from Chromium itself, not from the page alone: at every start it asks for the dictionary of its
 * spelling checker, before a session can be told to do without one. The proxy that is not there stops what names no host,
 * this machine included; WebRTC is bound to it in `navigation.ts`. Works before Electron is ready only.
 * @see https://github.com/electron/electron/issues/22995
 */
export function closeHosts(
  app: { commandLine: Pick<App['commandLine'], 'appendSwitch'> },
  devServer: string | null,
): void {
  app.commandLine.appendSwitch('host-resolver-rules', HOST_RULES)
  app.commandLine.appendSwitch('proxy-server', NO_PROXY_THERE)
  // Addresses of this machine would go past it otherwise.
  const past = devServer === null ? [] : [new URL(devServer).host]
  app.commandLine.appendSwitch('proxy-bypass-list', ['<-loopback>', ...past].join(';'))
}
