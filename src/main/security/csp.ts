/**
 * The content security policy of the page: nothing runs, loads or connects but what is named.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#7-define-a-content-security-policy
 */
const directives: Record<string, string> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' studio-image: blob:",
  'font-src': "'self'",
  // Pictures are fetched to be decoded off the page's main thread; that scheme serves nothing else.
  'connect-src': "'self' studio-image:",
  'worker-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
}

/** The policy as the app's own protocol sends it. */
export const pageCsp = serialize(directives)

/** Answers that are data, never documents (pictures), may do nothing at all. */
export const dataCsp = "default-src 'none'; sandbox"

/** The policy under Vite's dev server, which injects inline scripts and styles and talks by web socket. */
export function devCsp(serverUrl: string): string {
  const server = new URL(serverUrl)
  return serialize({
    ...directives,
    'script-src': "'self' 'unsafe-inline'",
    'style-src': "'self' 'unsafe-inline'",
    'connect-src': `'self' studio-image: ws://${server.host}`,
  })
}

function serialize(policy: Record<string, string>): string {
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
