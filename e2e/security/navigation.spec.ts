import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio, type Studio } from '../launch'
import { askMain } from '../support/askMain'
import { type Outside, startOutside } from './outside'

let studio: Studio
let outside: Outside

test.beforeAll(async () => {
  outside = await startOutside()
  studio = await launchStudio()
  await expect(studio.page.getByTestId('open-sample')).toBeVisible()
})
test.afterAll(async () => {
  await studio?.close()
  await outside?.close()
})

/** Runs a script in the page from main: Playwright's own way waits for ever for a navigation that was refused. */
function inPage(script: string): Promise<unknown> {
  return studio.app.evaluate(
    ({ BrowserWindow }, code) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code, true) as Promise<unknown>,
    script,
  )
}

/** Where the page is, how many windows there are, and that it is still the same page. */
async function whereabouts() {
  await new Promise((done) => setTimeout(done, 300))
  const windows = await askMain(studio.app, ({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getURL()),
  )
  const isStillThere = await inPage("document.querySelector('[data-testid=open-sample]') !== null")
  return { windows, isStillThere, reached: outside.reached }
}
const atHome = { windows: ['studio-app://app/index.html'], isStillThere: true, reached: [] }

/** What a page that was taken over could do to leave, or to open another one. */
const ways: Record<string, (url: string) => void> = {
  'location =': (url) => {
    location.href = url
  },
  'location.replace to a file': () => location.replace('file:///etc/passwd'),
  'location of another page of the studio': () => location.assign('studio-app://app/other.html'),
  'a javascript: address': () => {
    location.href = "javascript:document.body.replaceChildren('gone')"
  },
  'a data: address': () => {
    location.href = 'data:text/html,<p>gone</p>'
  },
  'a link to a new window': (url) => {
    const link = Object.assign(document.createElement('a'), { href: url, target: '_blank' })
    document.body.append(link)
    link.click()
  },
  'a link with a download': (url) => {
    const link = Object.assign(document.createElement('a'), { href: url, download: 'x' })
    document.body.append(link)
    link.click()
  },
  'window.open': (url) => {
    window.open(url)
    window.open('about:blank')
    window.open('studio-app://app/index.html', '_blank', 'nodeIntegration=yes,sandbox=no')
  },
  'a form that is posted': (url) => {
    const form = Object.assign(document.createElement('form'), { action: url, method: 'post' })
    document.body.append(form)
    form.submit()
  },
  'a meta refresh': (url) => {
    const meta = Object.assign(document.createElement('meta'), { content: `0;url=${url}` })
    meta.setAttribute('http-equiv', 'refresh')
    document.head.append(meta)
  },
  'a webview': (url) => {
    const view = document.createElement('webview')
    view.setAttribute('src', url)
    document.body.append(view)
  },
}

for (const [name, leave] of Object.entries(ways)) {
  test(`row 9: ${name} leaves the page where it is and opens no window`, async () => {
    await inPage(`(${leave})(${JSON.stringify(outside.url)}); 0`)
    expect(await whereabouts()).toEqual(atHome)
  })
}

test('row 9: a web page dropped on the window is not shown', async () => {
  const file = join(studio.dialogFolder, 'page.html')
  writeFileSync(file, '<title>gone</title>')
  const devtools = await studio.page.context().newCDPSession(studio.page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  }
  expect(await whereabouts()).toEqual(atHome)
})
