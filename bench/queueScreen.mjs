/**
 * How long it takes from the key of the Review room until its error queue of 20,000 errors is on the screen, in real Electron:
 *   npm run build && node bench/queueScreen.mjs [--errors 20000] [--pictures 1000] [--opens 5]
 * The first opening comes five seconds after the project's, as the studio has judged ahead by then; the others go to Label and
 * back. The reference is the same way to the room Compare, which lists one run. Pictures are in the database alone: crops stay empty.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { windowed } from '../scripts/setup/windowed.mjs'
import { openStudio } from './annotator/studio.mjs'
import { withBuilt } from './withBuilt.mjs'

const { values } = parseArgs({
  options: {
    errors: { type: 'string', default: '20000' },
    pictures: { type: 'string', default: '1000' },
    opens: { type: 'string', default: '5' },
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
    const self = [fileURLToPath(import.meta.url), '--opens', values.opens, '--drive', folder]
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
  const studio = await openStudio(folder)
  const { page } = studio
  try {
    await page.getByTestId('open-folder').click()
    await page.getByTestId('project-name').waitFor()
    await page.waitForTimeout(5000)
    const queue = []
    const reference = []
    for (let i = 0; i < Number(values.opens); i++) {
      queue.push(await shown('Digit3', '[data-testid=shown-count]'))
      await shown('Digit1', '[data-testid=image-row]')
      reference.push(await shown('Digit4', '[data-testid=run-row]'))
      await shown('Digit1', '[data-testid=image-row]')
    }
    await page.keyboard.press('Control+3')
    const says = await page.getByTestId('shown-count').textContent()
    const load = loadavg()[0].toFixed(1)
    process.stdout.write(`${JSON.stringify({ says, load, queueMs: queue, referenceMs: reference })}\n`)
  } finally {
    await studio.close()
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
