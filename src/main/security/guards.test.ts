import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { dataCsp, devCsp, pageCsp } from './csp'
import { externalUrl } from './externalUrls'
import { closeHosts } from './hostRules'
import { guardContents } from './navigation'
import { devServerUrl, trustedOrigin } from './origin'
import { guardPermissions, isAllowedPermission } from './permissions'
import { isSandboxOff } from './sandboxSwitch'
import { isAllowedRequest } from './session'
import { isTrustedSender, type SenderFrame } from './trustedSender'

const ORIGIN = 'studio-app://app'

describe('row 2: the content security policy', () => {
  it('names every directive and loosens none', () => {
    expect(pageCsp).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' studio-image: blob:; " +
        "font-src 'self'; connect-src 'self' studio-image:; worker-src 'self'; object-src 'none'; base-uri 'none'; " +
        "form-action 'none'; frame-src 'none'; frame-ancestors 'none'",
    )
    for (const policy of [pageCsp, dataCsp]) expect(policy).not.toMatch(/unsafe|\*|http|ws:/)
  })

  it('is loosened for the dev server alone', () => {
    expect(devCsp('http://localhost:5173/')).toContain("connect-src 'self' studio-image: ws://localhost:5173")
    expect(devServerUrl(true, { ELECTRON_RENDERER_URL: 'http://evil.example' })).toBeNull()
    expect(devServerUrl(false, {})).toBeNull()
  })
})

describe('row 14: hosts', () => {
  it('are closed to Chromium itself, all but this machine', () => {
    const appendSwitch = vi.fn()
    closeHosts({ commandLine: { appendSwitch } }, null)
    expect(appendSwitch.mock.calls).toEqual([
      ['host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'],
      ['proxy-server', 'socks5://127.0.0.1:9'],
      ['proxy-bypass-list', '<-loopback>'],
    ])
  })

  it('are open to the dev server, which goes past the proxy that is not there', () => {
    const appendSwitch = vi.fn()
    closeHosts({ commandLine: { appendSwitch } }, 'http://localhost:5173/')
    expect(appendSwitch).toHaveBeenCalledWith('proxy-bypass-list', '<-loopback>;localhost:5173')
  })
})

describe('row 3: requests of the page', () => {
  it.each([
    ['studio-app://app/index.html', true],
    ['studio-image://image/0/full', true],
    ['blob:studio-app://app/1', true],
    ['file:///etc/passwd', false],
    ['http://localhost:5173/', false],
    ['https://example.com/', false],
    ['ws://localhost:5173/', false],
    ['ftp://example.com/', false],
    ['studio-apps://app/', false],
    ['', false],
  ])('%s: %s', (url, allowed) => {
    expect(isAllowedRequest(url, null)).toBe(allowed)
  })

  it('reach the dev server, and no other, in development', () => {
    const server = 'http://localhost:5173'
    expect(isAllowedRequest('http://localhost:5173/main.tsx', server)).toBe(true)
    expect(isAllowedRequest('ws://localhost:5173/', server)).toBe(true)
    expect(isAllowedRequest('http://localhost:51730/', server)).toBe(false)
    expect(isAllowedRequest('http://localhost:5173.evil.example/', server)).toBe(false)
  })
})

describe('row 5: the sender of a call', () => {
  const main: SenderFrame = { origin: ORIGIN }
  const destroyed: SenderFrame = {
    get origin(): string {
      throw new Error('Render frame was disposed')
    },
  }

  it.each<[string, SenderFrame | null, SenderFrame | null, boolean]>([
    ['the main frame on the app’s origin', main, main, true],
    ['no frame', null, main, false],
    ['no window', main, null, false],
    ['neither', null, null, false],
    ['another frame of the same origin', { origin: ORIGIN }, main, false],
    ['a frame that is gone', destroyed, destroyed, false],
  ])('%s', (_title, frame, mainFrame, trusted) => {
    expect(isTrustedSender({ senderFrame: frame }, mainFrame, ORIGIN)).toBe(trusted)
  })

  it.each([
    'null',
    'about:blank',
    'studio-app://app.evil',
    'studio-app://app@evil',
    'studio-app://',
    'file://',
    '',
  ])('the main frame showing %s', (origin) => {
    const frame = { origin }
    expect(isTrustedSender({ senderFrame: frame }, frame, ORIGIN)).toBe(false)
  })

  it('trusts the dev server’s whole origin in development', () => {
    expect(trustedOrigin(null)).toBe(ORIGIN)
    expect(trustedOrigin('http://localhost:5173/some/page')).toBe('http://localhost:5173')
  })
})

describe('row 1: the sandbox', () => {
  it.each([
    ['no-sandbox', true],
    ['disable-gpu', false],
  ])('with --%s is off: %s', (given, isOff) => {
    expect(isSandboxOff({ commandLine: { hasSwitch: (name) => name === given } })).toBe(isOff)
  })
})

describe('row 9: navigation', () => {
  it('prevents every kind and denies windows', () => {
    const listeners = new Map<string, (event: { preventDefault(): void; url: string }) => void>()
    let openWindow: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
    const refused: string[] = []
    const setWebRTCIPHandlingPolicy = vi.fn()
    guardContents(
      {
        on: (name: string, listener: never) => listeners.set(name, listener),
        setWindowOpenHandler: (handler: never) => {
          openWindow = handler
        },
        setWebRTCIPHandlingPolicy,
      } as never,
      (what) => refused.push(what),
    )
    expect([...listeners.keys()].sort()).toEqual([
      'will-attach-webview',
      'will-frame-navigate',
      'will-navigate',
      'will-redirect',
    ])
    for (const listener of listeners.values()) {
      const event = { preventDefault: vi.fn(), url: `${ORIGIN}/index.html` }
      listener(event)
      expect(event.preventDefault).toHaveBeenCalledOnce()
    }
    expect(openWindow({ url: 'https://example.com' })).toEqual({ action: 'deny' })
    expect(refused).toHaveLength(5)
    expect(setWebRTCIPHandlingPolicy.mock.calls).toEqual([['disable_non_proxied_udp']])
  })
})

describe('row 10: links to the outside', () => {
  it.each([
    'javascript:alert(1)',
    'smb://host/share',
    'file:///etc/passwd',
    'https://example.com',
    'constructor',
    '__proto__',
    '',
  ])('refuses %s', (id) => {
    expect(() => externalUrl(id)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('gives https addresses for the ids of the contract', () => {
    for (const id of ['electron', 'onnxruntime', 'focalLossPaper', 'ssdPaper']) {
      expect(new URL(externalUrl(id)).protocol).toBe('https:')
    }
  })
})

describe('row 11: permissions', () => {
  const asked =
    'media geolocation notifications midi midiSysex pointerLock openExternal hid serial usb display-capture clipboard-read'

  it('allows the clipboard’s writing half and full screen, nothing else', () => {
    expect(['clipboard-sanitized-write', 'fullscreen'].map(isAllowedPermission)).toEqual([true, true])
    expect(asked.split(' ').map(isAllowedPermission)).toEqual(asked.split(' ').map(() => false))
    fc.assert(
      fc.property(
        fc.string(),
        (name) =>
          isAllowedPermission(name) === (name === 'fullscreen' || name === 'clipboard-sanitized-write'),
      ),
    )
  })

  it('answers requests, checks and devices alike', () => {
    let onRequest: (contents: unknown, permission: string, answer: (allowed: boolean) => void) => void =
      () => {}
    let onCheck: (contents: unknown, permission: string) => boolean = () => true
    let onDevice: () => boolean = () => true
    let onDisplay: unknown = 'unset'
    guardPermissions({
      setPermissionRequestHandler: (handler: never) => {
        onRequest = handler
      },
      setPermissionCheckHandler: (handler: never) => {
        onCheck = handler
      },
      setDevicePermissionHandler: (handler: never) => {
        onDevice = handler
      },
      setDisplayMediaRequestHandler: (handler: unknown) => {
        onDisplay = handler
      },
    } as never)
    const answer = vi.fn()
    onRequest(null, 'media', answer)
    onRequest(null, 'fullscreen', answer)
    expect(answer.mock.calls).toEqual([[false], [true]])
    expect([onCheck(null, 'hid'), onCheck(null, 'clipboard-sanitized-write'), onDevice(), onDisplay]).toEqual(
      [false, true, false, null],
    )
  })
})
