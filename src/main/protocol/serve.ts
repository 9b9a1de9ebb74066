import { protocol } from 'electron'

/** Answers one request to a scheme of ours. */
export type Responder = (request: Request) => Promise<Response>

/** Connects the studio's schemes to their responders; call once Electron is ready. */
export function serveSchemes(responders: Record<'studio-app' | 'studio-image', Responder>): void {
  for (const [scheme, respond] of Object.entries(responders)) protocol.handle(scheme, respond)
}
