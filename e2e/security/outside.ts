import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server that only counts who reaches it: the outside world as the studio's page would see it. */
export interface Outside {
  url: string
  /** What was asked of it, and `connection` for each socket that was opened. */
  reached: string[]
  close(): Promise<void>
}

/** Starts it on this machine; where it is reached, the world would be. */
export async function startOutside(): Promise<Outside> {
  const reached: string[] = []
  const server: Server = createServer((request, answer) => {
    reached.push(`${request.method} ${request.url}`)
    answer.writeHead(200, { 'access-control-allow-origin': '*' }).end('outside')
  })
  server.on('connection', () => reached.push('connection'))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reached,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}
