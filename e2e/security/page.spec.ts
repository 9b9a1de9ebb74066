import { expect, test } from '@playwright/test'
import { launchStudio, type Studio } from '../launch'
import { askMain } from '../support/askMain'
import { type Outside, startOutside } from './outside'

let studio: Studio
let outside: Outside

test.beforeAll(async () => {
  outside = await startOutside()
  studio = await launchStudio()
})
test.afterAll(async () => {
  await studio?.close()
  await outside?.close()
})

test('row 1: Electron runs the page with the frozen preferences, and the page has nothing of Node', async () => {
  const preferences = await askMain(studio.app, ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0] ?? {}
    // Undocumented; tells those that Electron itself looks at. The whole constant has a test beside it.
    const asked = webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    return asked.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    safeDialogs: true,
  })
  const ofNode = await studio.page.evaluate(() =>
    ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'setImmediate'].filter(
      (name) => name in globalThis,
    ),
  )
  expect(ofNode).toEqual([])
})

test('row 2: inline script, eval, requests and pictures from outside are blocked and counted', async () => {
  const { violated, ran } = await studio.page.evaluate(tryEverything, outside.url)
  expect(ran).toEqual([])
  // Each counts twice: the policy stands in the answer's header, and once more in the page.
  expect(violated).toEqual({
    'connect-src': 6,
    'font-src': 2,
    'form-action': 2,
    'frame-src': 4,
    'img-src': 2,
    'media-src': 2,
    'object-src': 2,
    'script-src': 2,
    'script-src-attr': 2,
    'script-src-elem': 6,
    'style-src-attr': 2,
    'style-src-elem': 4,
    'worker-src': 2,
  })
  expect(outside.reached).toEqual([])
  // What the browser itself wrote into the console tells of them too.
  expect((await studio.problems()).cspViolations.length).toBeGreaterThan(10)
})

test('row 3: no file and no address outside can be asked for, whoever asks', async () => {
  const answers = await studio.page.evaluate(async (url) => {
    const ask = (address: string) =>
      fetch(address).then(
        (answer) => `answered ${answer.status}`,
        () => 'failed',
      )
    return Promise.all([ask('file:///etc/passwd'), ask(url), ask('studio-app://other/index.html')])
  }, outside.url)
  // Another host of the studio's own scheme is another origin, which the policy does not let in.
  expect(answers).toEqual(['failed', 'failed', 'failed'])
  // A window without the page's policy, in the same session: what stops it here is the session alone.
  const navigated = await studio.app.evaluate(
    async ({ BrowserWindow }, urls) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
      try {
        const outcomes: string[] = []
        for (const url of urls) {
          outcomes.push(
            await window.loadURL(url).then(
              () => 'loaded',
              (cause: Error) => cause.message.replace(/ \(.*| loading.*/, ''),
            ),
          )
        }
        await window.loadURL('data:text/html,<p>no policy</p>')
        const fetched: unknown = await window.webContents.executeJavaScript(
          `fetch(${JSON.stringify(urls[1])}, { mode: 'no-cors' }).then(() => 'answered', () => 'failed')`,
        )
        return [...outcomes, String(fetched)]
      } finally {
        window.destroy()
      }
    },
    ['file:///etc/passwd', `${outside.url}/page`, 'ftp://127.0.0.1/'],
  )
  expect(navigated).toEqual([
    'ERR_BLOCKED_BY_CLIENT',
    'ERR_BLOCKED_BY_CLIENT',
    expect.stringMatching(/^ERR_/),
    'failed',
  ])
  expect(outside.reached).toEqual([])
})

test('row 4: an address of a picture that is none reads nothing, and its answer may do nothing', async () => {
  const answers = await studio.page.evaluate(async () => {
    const id = '0'.repeat(32)
    const addresses = [
      `studio-image://image/${id}/full`,
      'studio-image://image/..%2f..%2f..%2fetc%2fpasswd/full',
      'studio-image://image/%2e%2e/%2e%2e/etc/passwd',
      `studio-image://image/${id}%00/full`,
      `studio-image://image/${'a'.repeat(5000)}`,
    ]
    return Promise.all(
      addresses.map(async (address) => {
        const answer = await fetch(address)
        return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength }
      }),
    )
  })
  expect(answers).toEqual([404, 403, 403, 403, 403].map((status) => ({ status, bytes: 0 })))
})

test('row 5: only the main frame of the main window may call', async () => {
  // An empty frame is a document of its own that the policy lets in; the preload is not in it.
  const inFrame = await studio.page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return typeof Reflect.get(frame.contentWindow ?? {}, 'studio')
  })
  expect(inFrame).toBe('undefined')
  const called = await studio.app.evaluate(async ({ app, BrowserWindow, ipcMain }) => {
    const [main] = BrowserWindow.getAllWindows()
    if (main === undefined) throw new Error('there is no window')
    const { mainFrame } = main.webContents
    // What ipcMain.handle was given, called with real frames as Electron would.
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
      string,
      (event: object, ...values: unknown[]) => Promise<{ ok: boolean; error?: { code: string } }>
    >
    const outcome = (reply: { ok: boolean; error?: { code: string } }) => reply.error?.code ?? 'answered'
    const asFrame = async (senderFrame: Electron.WebFrameMain | null | undefined) => {
      const replies: string[] = []
      for (const handler of handlers.values()) {
        replies.push(outcome(await handler({ senderFrame }, 'app.info', {})))
      }
      return replies
    }
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true, preload } })
    const ask =
      "typeof studio === 'undefined' ? { error: { code: 'no bridge' } } : studio.call('app.info', {})"
    await other.loadURL('studio-app://app/index.html')
    const sameOrigin = outcome(await other.webContents.executeJavaScript(ask))
    await other.loadURL('about:blank')
    const blank = outcome(await other.webContents.executeJavaScript(ask))
    other.destroy()
    return {
      origin: mainFrame.origin,
      page: (await asFrame(mainFrame))[0],
      frame: await asFrame(mainFrame.frames[0]),
      none: await asFrame(null),
      sameOrigin,
      blank,
    }
  })
  expect(called).toEqual({
    origin: 'studio-app://app',
    page: 'answered',
    frame: ['untrusted-sender', 'untrusted-sender'],
    none: ['untrusted-sender', 'untrusted-sender'],
    sameOrigin: 'untrusted-sender',
    blank: 'untrusted-sender',
  })
})

test('rows 6 and 8: the page gets three functions over named calls, and nothing else of Electron', async () => {
  const bridge = await studio.page.evaluate(async () => {
    const { studio } = window as unknown as { studio: Record<string, (...values: unknown[]) => unknown> }
    const code = async (...values: unknown[]) => {
      const reply = (await studio.call?.(...values)) as { ok: boolean; error?: { code: string } }
      return reply.ok ? 'answered' : reply.error?.code
    }
    let listened = 'no error'
    try {
      studio.on?.('no.such.push', () => {})
    } catch (cause) {
      listened = String(cause)
    }
    return {
      shape: Object.fromEntries(Object.entries(studio).map(([name, value]) => [name, typeof value])),
      prototype: Object.getPrototypeOf(studio) === Object.prototype,
      isFrozen: Object.isFrozen(studio),
      known: await code('app.info', {}),
      unknown: await code('app.nothing', {}),
      inherited: await code('constructor', {}),
      noName: await code({ toString: () => 'app.info' }, {}),
      wrong: await code('app.info', { more: 1 }),
      dropped: await code('app.info', { file: new File(['x'], 'made-by-the-page.png') }),
      droppedByThePage: await studio.importDropped?.([new File(['x'], 'made-by-the-page.png')]),
      listened,
    }
  })
  expect(bridge).toEqual({
    shape: { call: 'function', on: 'function', importDropped: 'function' },
    prototype: true,
    isFrozen: true,
    known: 'answered',
    unknown: 'unknown-call',
    inherited: 'unknown-call',
    noName: 'unknown-call',
    wrong: 'invalid-input',
    dropped: 'invalid-input',
    // Such a file has no path, and a drop of nothing is refused.
    droppedByThePage: {
      ok: false,
      error: { code: 'invalid-input', message: 'Nothing that was dropped is a file of this computer.' },
    },
    listened: expect.stringContaining('there is no such push'),
  })
})

/** Runs in the page: everything an injected text could try, and what the browser reports of it. */
async function tryEverything(url: string) {
  const violated: Record<string, number> = {}
  const ran: string[] = []
  Object.assign(globalThis, { ran })
  document.addEventListener('securitypolicyviolation', (event) => {
    const name = event.effectiveDirective
    violated[name] = (violated[name] ?? 0) + 1
  })
  const put = (html: string) => document.body.insertAdjacentHTML('beforeend', html)
  const add = (name: string, properties: object, text = '') => {
    const element = Object.assign(document.createElement(name), properties)
    element.textContent = text
    document.body.append(element)
  }
  add('script', {}, "ran.push('inline')")
  add('script', { src: `${url}/script.js` })
  add('script', { src: "data:text/javascript,ran.push('data')" })
  add('style', {}, 'body { outline: 3px solid red }')
  add('link', { rel: 'stylesheet', href: `${url}/style.css` })
  put(`<button id="trap" onclick="ran.push('attribute')"></button><p style="color: red">styled</p>`)
  document.getElementById('trap')?.click()
  put(`<img src="${url}/picture.png"><video src="${url}/film.mp4"></video><object data="${url}/o"></object>`)
  put(`<iframe src="${url}/frame"></iframe><iframe src="data:text/html,<p>frame</p>"></iframe>`)
  put(`<form id="form" method="post" action="${url}/form"></form>`)
  ;(document.getElementById('form') as HTMLFormElement).submit()
  const attempts = [
    fetch(`${url}/fetch`),
    new FontFace('Away', `url(${url}/font.woff2)`).load(),
    new Promise((_resolve, reject) => {
      const socket = new WebSocket(url.replace('http', 'ws'))
      socket.onopen = () => ran.push('socket')
      socket.onerror = reject
    }),
    new Promise((_resolve, reject) => {
      const source = new EventSource(`${url}/events`)
      source.onerror = reject
    }),
    new Promise((_resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob(["postMessage('worker')"])))
      worker.onmessage = () => ran.push('worker')
      worker.onerror = reject
    }),
    // Out of this evaluation, which the debugger frees of the policy.
    new Promise((resolve) => setTimeout(resolve)).then(() => ran.push(String(new Function('return 1')()))),
  ]
  await Promise.allSettled(attempts)
  await new Promise((done) => setTimeout(done, 300))
  return { violated, ran: [...ran] }
}
