import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Studio } from '../launch'

/** Chromium's names for what leaves the machine, or would: a request, a name that is looked up, a socket. */
const OF_NETWORK =
  /^(URL_REQUEST_START_JOB|HOST_RESOLVER|DNS_|TCP_|UDP_|SOCKET_|SSL_|QUIC_|HTTP_|WEBSOCKET|PROXY_RESOLUTION)/

interface NetLog {
  constants: { logEventTypes: Record<string, number> }
  events: { type: number; params?: unknown }[]
}

/** Records what Chromium's network side does in the studio's session; the answer's end tells all of it that is network. */
export async function recordNetwork({ app, userData }: Studio): Promise<() => Promise<string[]>> {
  const file = join(userData, 'netlog.json')
  await app.evaluate(({ session }, path) => session.defaultSession.netLog.startLogging(path), file)
  return async () => {
    await app.evaluate(({ session }) => session.defaultSession.netLog.stopLogging())
    const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as NetLog
    const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]))
    return events.flatMap(({ type, params }) => {
      const name = names.get(type) ?? String(type)
      return OF_NETWORK.test(name) ? [`${name} ${JSON.stringify(params)}`.slice(0, 300)] : []
    })
  }
}
