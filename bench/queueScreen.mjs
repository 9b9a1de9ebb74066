/**
 * How long it takes from the key of the Review room until its error queue of 20,000 errors is on the screen, in real Electron:
 *   npm run build && node bench/queueScreen.mjs [--errors 20000] [--pictures 1000] [--opens 5] [--starts 3]
 * Every start of the studio gives one first opening, which comes when the studio has read ahead and is quiet, and `opens` more,
 * with Label between them; the reference is the same way to the room Compare, which lists one run, and its ratio holds on a busy
 * machine too. Prints a line of JSON a start, then of each kind the least and the median: ms by the page's clock, and of the
 * processor in the page's main thread and in the main process with all its threads. Pictures are in the database alone: crops
 * stay empty.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { windowed } from '../scripts/setup/windowed.mjs'
import { percentile } from './annotator/frames.mjs'
import { openStudio } from './annotator/studio.mjs'
import { withBuilt } from './withBuilt.mjs'

const { values } = parseArgs({
  options: {
    errors: { type: 'string', default: '20000' },
    pictures: { type: 'string', default: '1000' },
    opens: { type: 'string', default: '5' },
    starts: { type: 'string', default: '3' },
    /** Set by this program itself, for the part that runs under a display. */
    drive: { type: 'string' },
  },
})

if (values.drive === undefined) await prepare()
else await drive(values.drive)

async function prepare() {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const outer = mkdtempSync(join(tmpdir(), 'focal-bench-queue-'))
  const folder = join(outer, 'project')
  try {
    await withBuilt('src/main/review/testing/writeQueueProject.ts', (program) => {
      const args = [program, folder, values.errors, values.pictures]
      if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0)
        throw new Error('The project could not be made')
    })
    const { electron } = JSON.parse(readFileSync(join(root, '.setup', 'manifest.json'), 'utf8'))
    const { words, env, owner } = windowed()
    if (owner !== null) spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, outer])
    const counts = ['--opens', values.opens, '--starts', values.starts]
    const self = [fileURLToPath(import.meta.url), ...counts, '--drive', folder]
    const [program, ...rest] = [...words, process.execPath, ...self]
    const { status } = spawnSync(program, rest, {
      stdio: 'inherit',
      cwd: root,
      env: { ...process.env, FOCAL_ELECTRON: electron.executable, ...env },
    })
    process.exitCode = status ?? 1
  } finally {
    rmSync(outer, { recursive: true, force: true })
  }
}

async function drive(/** @type {string} */ folder) {
  const all = { first: [], again: [], reference: [] }
  for (let i = 0; i < Number(values.starts); i++) {
    const one = await driveOnce(folder)
    process.stdout.write(`${JSON.stringify(one)}\n`)
    for (const kind of Object.keys(all)) all[kind].push(...one[kind])
  }
  const lines = Object.entries(all).map(([kind, opened]) => {
    const figures = Object.keys(opened[0]).map((figure) => {
      const sorted = opened.map((one) => one[figure]).sort((a, b) => a - b)
      return `${figure} ${sorted[0]} least, ${percentile(sorted, 0.5)} median`
    })
    return `${kind.padEnd(9)} (${opened.length}): ${figures.join('; ')}`
  })
  const median = (opened) =>
    percentile(
      opened.map(({ ms }) => ms),
      0.5,
    )
  const ratios = ['first', 'again'].map((kind) => (median(all[kind]) / median(all.reference)).toFixed(1))
  process.stdout.write(
    `${lines.join('\n')}\nmedians against the reference: first ${ratios[0]}, again ${ratios[1]}\n`,
  )
}

async function driveOnce(/** @type {string} */ folder) {
  const studio = await openStudio(folder)
  const { app, page, cdp } = studio
  try {
    // The clock of a thread stands still while other programs have the processor.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.getByTestId('open-folder').click()
    await page.getByTestId('project-name').waitFor()
    // Two seconds after it has shown the project the studio begins to read ahead.
    await page.waitForFunction(() => performance.getEntriesByName('review-read-ahead').length > 0, null, {
      timeout: 120_000,
    })
    const kinds = { first: [], again: [], reference: [] }
    for (let i = 0; i <= Number(values.opens); i++) {
      kinds[i === 0 ? 'first' : 'again'].push(await opened('Digit3', '[data-testid=shown-count]'))
      await shown('Digit1', '[data-testid=image-row]')
      const other = await opened('Digit4', '[data-testid=run-row]')
      if (i > 0) kinds.reference.push(other)
      await shown('Digit1', '[data-testid=image-row]')
    }
    await page.keyboard.press('Control+3')
    const says = await page.getByTestId('shown-count').textContent()
    return { says, load: loadavg()[0].toFixed(1), ...kinds }
  } finally {
    await studio.close()
  }

  async function opened(/** @type {string} */ code, /** @type {string} */ selector) {
    let before = await used()
    // What was opened before still has its costs worked out.
    for (let now = await used(1000); now.page + now.main - before.page - before.main > 100; ) {
      before = now
      now = await used(1000)
    }
    before = await used()
    const ms = await shown(code, selector)
    const after = await used()
    return { ms, pageCpuMs: after.page - before.page, mainCpuMs: after.main - before.main }
  }

  /** ms of the processor so far. */
  async function used(waitMs = 0) {
    await page.waitForTimeout(waitMs)
    const { metrics } = await cdp.send('Performance.getMetrics')
    const main = await app.evaluate(() => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000
    })
    return {
      page: Math.round(1000 * metrics.find(({ name }) => name === 'TaskDuration').value),
      main: Math.round(main),
    }
  }

  /** ms from the key to the frame that has the thing in it, by the page's clock. */
  function shown(/** @type {string} */ code, /** @type {string} */ selector) {
    return page.evaluate(
      ({ code, selector }) =>
        new Promise((done) => {
          const begun = performance.now()
          const key = code.slice(-1)
          window.dispatchEvent(new KeyboardEvent('keydown', { code, key, ctrlKey: true, bubbles: true }))
          window.dispatchEvent(new KeyboardEvent('keyup', { code, key, ctrlKey: true, bubbles: true }))
          const look = () => {
            // An empty queue says 0.
            if (!/[1-9]/.test(document.querySelector(selector)?.textContent ?? ''))
              requestAnimationFrame(look)
            else requestAnimationFrame(() => done(Math.round(performance.now() - begun)))
          }
          look()
        }),
      { code, selector },
    )
  }
}
