import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from '@playwright/test'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** How the built studio is started; `project` is what its folder dialog will answer, `home` where its user data lies. */
export function studioCommand(
  /** @type {string} */ project,
  home = mkdtempSync(join(tmpdir(), 'focal-bench-user-')),
) {
  const dialogs = join(home, 'dialogs.json')
  writeFileSync(dialogs, JSON.stringify({ 'project.open': project }))
  return {
    program: process.env.FOCAL_ELECTRON ?? '',
    args: [...(process.env.FOCAL_BENCH_SWITCHES?.split(' ') ?? []), root],
    env: { ...process.env, FOCAL_USER_DATA: home, FOCAL_E2E: '1', FOCAL_E2E_DIALOGS: dialogs },
    home,
  }
}

/** Opens the built studio with user data of its own. */
export async function openStudio(/** @type {string} */ project) {
  const { program, args, env, home } = studioCommand(project)
  const app = await _electron.launch({
    executablePath: program,
    chromiumSandbox: true,
    args,
    cwd: root,
    env,
  })
  const page = await app.firstWindow()
  await page.getByTestId('open-folder').waitFor()
  const cdp = await page.context().newCDPSession(page)
  return {
    app,
    page,
    cdp,
    close: async () => {
      await app.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** @typedef {Awaited<ReturnType<typeof openStudio>>} Studio */

/** Presses "Open folder" and waits for the list, the picture and every row of the list; ms from the press to those frames. */
export async function openProject(/** @type {{ page: Pick<Studio['page'], 'evaluate'> }} */ { page }) {
  return page.evaluate(async () => {
    const begun = performance.now()
    document.querySelector('[data-testid=open-folder]').click()
    const at = { list: 0, picture: 0, rows: 0 }
    // Looked at in the frames in which something changed: a frame asked for in between is one that the studio would not have made.
    await new Promise((done) => {
      let isDue = false
      const look = () => {
        isDue = false
        const now = performance.now() - begun
        if (at.list === 0 && document.querySelector('[data-testid=image-row]') !== null) at.list = now
        const isBusy = document.querySelector('[data-testid=image-list]')?.ariaBusy === 'true'
        if (at.rows === 0 && at.list > 0 && !isBusy) at.rows = now
        const canvas = document.querySelector('[data-testid=picture-canvas]')
        if (at.picture === 0 && canvas?.getAttribute('data-state') === 'shown') at.picture = now
        if (Math.min(at.list, at.picture, at.rows) === 0) return
        changes.disconnect()
        requestAnimationFrame(done)
      }
      const changes = new MutationObserver(() => {
        if (!isDue) requestAnimationFrame(look)
        isDue = true
      })
      const attributeFilter = ['data-state', 'aria-busy']
      changes.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter })
    })
    return at
  })
}

/** Where the canvas lies on the page, in CSS px. */
export async function canvasBounds(/** @type {Studio} */ { page }) {
  const bounds = await page.getByTestId('picture-canvas').boundingBox()
  if (bounds === null) throw new Error('the canvas is not in sight')
  return bounds
}

/** Megabytes that the whole app takes: shared pages counted once (PSS), every process. */
export async function memoryMb(/** @type {Studio} */ { app }) {
  const look = () =>
    app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid, type }) => ({ pid, type })))
  // Playwright loses a question where main collects its garbage meanwhile.
  const pids = await look().catch(look)
  const { readFileSync } = await import('node:fs')
  const kib = pids.map(({ pid }) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return {
    total: Math.round(kib.reduce((sum, k) => sum + k, 0) / 1024),
    parts: pids.map(({ type }, i) => `${type} ${Math.round(kib[i] / 1024)}`).join(', '),
  }
}
