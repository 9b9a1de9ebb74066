import { readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio, type Studio } from '../launch'
import { askMain } from '../support/askMain'
import { look } from '../support/look'
import { dragOn } from '../support/mouse'

/** Opens the sample and draws a box on its first picture; answers how many there are then. */
async function drawOnSample({ page }: Studio): Promise<number> {
  await page.getByTestId('open-sample').click()
  const canvas = page.getByTestId('picture-canvas')
  await expect(canvas).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })
  const count = page.getByTestId('boxes-here-count')
  const before = Number(await count.textContent())
  await page.keyboard.press('w')
  await dragOn(page, canvas, { x: 0.42, y: 0.42 }, { x: 0.5, y: 0.52 })
  await expect(count).toHaveText(String(before + 1))
  await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
  return before + 1
}

async function reopenRecent({ page }: Studio): Promise<void> {
  await page.getByTestId('recent-project').first().click()
  await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })
}

test('row 29: the fourth start after three that did not stay up is a safe one, the one after it is not', async () => {
  test.setTimeout(3 * 60_000)
  let studio = await launchStudio()
  const { userData } = studio
  const launchAgain = async () => {
    studio = await launchStudio({ userData })
  }
  await studio.kill()
  for (let start = 2; start <= 3; start++) {
    await launchAgain()
    await studio.kill()
  }
  await launchAgain()
  await expect(studio.page.getByText('this is safe mode')).toBeVisible()
  await expect(studio.page.getByTestId('device')).toHaveText('Training unavailable')
  // Older Electrons do not say.
  const isAccelerated = await askMain(studio.app, ({ app }) =>
    'isHardwareAccelerationEnabled' in app ? app.isHardwareAccelerationEnabled() : false,
  )
  expect(isAccelerated).toBe(false)
  // Labelling works all the same, and no project was opened by itself.
  await drawOnSample(studio)
  await look(studio.page, 'safe-mode')
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.app.close()
  await launchAgain()
  await expect(studio.page.getByTestId('device')).not.toHaveText('Training unavailable')
  await expect(studio.page.getByText('this is safe mode')).toBeHidden()
  await studio.close()
})

test('row 30: a page that crashes comes back with its boxes; the third time a window says where the log is', async () => {
  test.setTimeout(3 * 60_000)
  let studio = await launchStudio()
  const { userData, app } = studio
  const boxes = await drawOnSample(studio)
  /** The text of an element of the page, asked from main: Playwright's own page ended with the first crash. */
  const textOf = (testId: string) =>
    askMain(
      app,
      ({ BrowserWindow }, selector: string) => {
        const script = `document.querySelector('${selector}')?.textContent ?? ''`
        const asked = BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script)
        // A page that goes down while it is asked never answers.
        return Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 1000, 'no answer'))])
      },
      `[data-testid=${testId}]`,
    )
  const crash = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
  // An address that the page gives itself, where there is nothing to be loaded.
  await studio.page.evaluate(() => history.pushState({}, '', '/nowhere'))
  for (let time = 1; time <= 2; time++) {
    await crash()
    await expect.poll(() => textOf('boxes-here-count'), { timeout: 60_000 }).toBe(String(boxes))
  }
  await crash()
  const address = () =>
    askMain(app, ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((each) => each.webContents.getURL()),
    )
  await expect.poll(async () => (await address()).join(), { timeout: 30_000 }).toContain('data:text/html')
  const [url] = await address()
  expect(decodeURIComponent(url)).toContain(join(userData, 'logs'))
  await app.close()

  studio = await launchStudio({ userData })
  await reopenRecent(studio)
  await expect(studio.page.getByTestId('boxes-here-count')).toHaveText(String(boxes))
  await studio.close()
})

test('row 35: an error that nobody caught ends main with code 1, all saved, and a report without the home path', async () => {
  test.setTimeout(3 * 60_000)
  let studio = await launchStudio()
  const { userData, app } = studio
  const boxes = await drawOnSample(studio)
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ dialog }, home) => {
    // The box waits for a press that nobody makes here; that it is shown last is in the unit test.
    dialog.showErrorBox = () => {}
    setTimeout(() => {
      throw new Error(`odd thing in ${home}/pictures`)
    })
  }, homedir())
  expect(await ended).toBe(1)
  const logs = join(userData, 'logs')
  const report = readdirSync(logs).find((name) => name.startsWith('crash-'))
  const text = readFileSync(join(logs, report ?? ''), 'utf8')
  expect(text).toContain('odd thing in ~/pictures')
  expect(text).not.toContain(homedir())

  studio = await launchStudio({ userData })
  await reopenRecent(studio)
  await expect(studio.page.getByTestId('boxes-here-count')).toHaveText(String(boxes))
  await studio.close()
})
