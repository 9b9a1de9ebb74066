import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageCsp } from '../security/csp'
import { createAppResponder } from './appProtocol'

let parent = ''
let respond: (request: Request) => Promise<Response>

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'focal-app-protocol-'))
  const folder = join(parent, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(parent, 'renderer-evil'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets', 'index.js'), 'start()')
  writeFileSync(join(folder, 'assets', 'page.exe'), 'MZ')
  for (const place of ['secret.js', 'renderer-evil/secret.js']) writeFileSync(join(parent, place), 'SECRET')
  symlinkSync(join(parent, 'secret.js'), join(folder, 'link.js'))
  respond = createAppResponder(folder)
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

/** What the protocol sees: Chromium hands addresses on as they are, and `Request` keeps them for other schemes. */
const ask = (url: string, method = 'GET') => respond(new Request(url, { method }))

describe('row 2: the page’s own protocol', () => {
  it.each([
    ['studio-app://app/', 'text/html; charset=utf-8'],
    ['studio-app://app/index.html', 'text/html; charset=utf-8'],
    ['studio-app://app/assets/index.js?v=1', 'text/javascript; charset=utf-8'],
  ])('serves %s with the policy', async (url, type) => {
    const response = await ask(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-security-policy')).toBe(pageCsp)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    ['studio-app://app/missing.js', 404],
    ['studio-app://app/assets', 404],
    ['studio-app://app/assets/page.exe', 404],
    ['studio-app://evil/index.html', 403],
    ['studio-app://app.evil/index.html', 403],
    ['studio-app://app/link.js', 403],
    ['studio-app://app/..%2fsecret.js', 403],
    ['studio-app://app/%2e%2e%2fsecret.js', 403],
    ['studio-app://app/..%252fsecret.js', 403],
    ['studio-app://app/..%5csecret.js', 403],
    ['studio-app://app/assets/..%2f..%2frenderer-evil%2fsecret.js', 403],
    ['studio-app://app/index.html%00.js', 403],
    ['studio-app://app/%ff.js', 403],
  ])('refuses %s with %i', async (url, status) => {
    const response = await ask(url)
    expect(response.status).toBe(status)
    expect(await response.text()).toBe('')
  })

  it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('refuses %s', async (method) => {
    expect((await ask('studio-app://app/index.html', method)).status).toBe(405)
  })
})
