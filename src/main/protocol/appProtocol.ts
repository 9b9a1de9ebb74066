import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { pageCsp } from '../security/csp'

/** Types of the files that a build of the page holds; anything else is not served. */
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/**
 * Answers studio-app://app/… from the folder of the built page, with the policy as a header:
 * 405 for anything but GET, 403 for other hosts and paths that lead out, 404 for what is not there.
 */
export function createAppResponder(folder: string): (request: Request) => Promise<Response> {
  const root = realpath(folder)
  return async (request) => {
    if (request.method !== 'GET') return refuse(405)
    const url = new URL(request.url)
    if (url.protocol !== 'studio-app:' || url.host !== 'app') return refuse(403)
    const name = decodePath(url.pathname)
    if (name === null) return refuse(403)
    const type = contentTypes[extname(name)]
    if (type === undefined) return refuse(404)
    try {
      const base = await root
      const file = await realpath(join(base, name))
      if (!file.startsWith(base + sep)) return refuse(403)
      return new Response(new Uint8Array(await readFile(file)), { headers: headers(type) })
    } catch {
      return refuse(404)
    }
  }
}

/** Decodes once; names with parents, backslashes, NUL or a second encoding are refused (null). */
function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname)
    const parts = path.split('/')
    const isPlain = !/[\\\0%:]/.test(path) && parts.every((part) => part !== '..' && part !== '.')
    if (!isPlain) return null
    return path === '/' ? 'index.html' : path.slice(1)
  } catch {
    return null
  }
}

function headers(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': pageCsp,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: headers('text/plain') })
}
