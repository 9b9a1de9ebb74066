import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { writeFakeFfmpeg } from '../../src/main/video/testing/fakeFfmpeg'
import { launchStudio, type Studio } from '../launch'
import { dropFiles } from '../support/dropFiles'

const picture = resolve(import.meta.dirname, '../../fixtures/coco-detector/picture.png')
const rows = (page: Page) => page.getByTestId('image-row')

test('pictures come in by paste, by drop and out of a video', async () => {
  test.skip(process.platform === 'win32', 'the fake ffmpeg is a script')
  test.setTimeout(5 * 60_000)
  const bin = mkdirAt(process.env.TMPDIR ?? '/tmp', `focal-bin-${process.pid}`)
  writeFakeFfmpeg(bin, picture)
  chmodSync(bin, 0o755)
  const studio = await launchStudio({
    env: { PATH: `${bin}:${process.env.PATH}` },
    dialogs: (folder) => ({
      'project.open': join(folder, 'pictures'),
      'project.import.video': join(folder, 'a clip; %d.mp4'),
    }),
  })
  const { page, dialogFolder } = studio
  const pictures = mkdirAt(dialogFolder, 'pictures')
  writeFileSync(join(pictures, 'first.png'), readFileSync(picture))
  writeFileSync(join(dialogFolder, 'a clip; %d.mp4'), 'a clip')
  const other = join(dialogFolder, 'other.png')
  writeFileSync(other, Buffer.concat([readFileSync(picture), Buffer.from('other')]))
  await page.getByTestId('open-folder').click()
  await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })

  await test.step('paste, take out, bring back', async () => {
    await copyPicture(studio)
    await page.getByTestId('picture-canvas').focus()
    await page.keyboard.press('Control+v')
    await expect(rows(page)).toHaveCount(2)
    await page.getByRole('button', { name: 'Take it out' }).click()
    await expect(rows(page)).toHaveCount(1)
    await page.getByRole('button', { name: 'Bring back', exact: true }).click()
    await expect(rows(page)).toHaveCount(2)
  })

  await test.step('take two out of the project by the bar, list them, undo by keyboard', async () => {
    await rows(page).first().click()
    await rows(page)
      .last()
      .click({ modifiers: ['Control'] })
    await page.getByTestId('bulk-take-out').click()
    await expect(rows(page)).toHaveCount(0)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('taken out')
    await page.keyboard.press('Enter')
    await expect(rows(page)).toHaveCount(2)
    await expect(page.getByTestId('taken-out-banner')).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('taken out')
    await page.keyboard.press('Enter')
    await expect(rows(page)).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(rows(page)).toHaveCount(2)
    await expect(page.getByTestId('taken-out-banner')).toBeHidden()
  })

  await test.step('drop a picture and a video', async () => {
    await dropFiles(page, [other, join(dialogFolder, 'a clip; %d.mp4')])
    await expect(page.getByTestId('video-form')).toBeVisible()
    await expect(rows(page)).toHaveCount(3)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('video-form')).toBeHidden()
  })

  await test.step('frames of a video by key', async () => {
    await page.getByTestId('picture-canvas').focus()
    await page.keyboard.press('Control+Alt+v')
    await expect(page.getByTestId('video-estimate')).toContainText('10 pictures')
    await page.getByTestId('video-rate').fill('2')
    await page.getByTestId('video-rate').press('Enter')
    await expect(page.getByTestId('video-estimate')).toContainText('20 pictures')
    if (process.env.FOCAL_SHOTS !== undefined)
      await page.screenshot({ path: `${process.env.FOCAL_SHOTS}/video.png` })
    await page.getByTestId('take-frames').click()
    await page.getByTestId('image-filter').fill('frame_')
    // Frames come in several batches, and each offers the list anew.
    const newer = page.getByTestId('search-newer')
    await expect(async () => {
      if (await newer.isVisible()) await newer.click({ timeout: 1000 })
      await expect(page.getByTestId('search-found')).toContainText('20 of', { timeout: 500 })
    }).toPass({ timeout: 60_000 })
  })
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})

function mkdirAt(parent: string, name: string): string {
  const folder = join(parent, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Puts a picture on the system's clipboard, as a screenshot tool does; the call for it depends on Electron's age. */
async function copyPicture({ app }: Studio): Promise<void> {
  const base64 = readFileSync(picture).toString('base64')
  await app.evaluate(async (electron, data) => {
    const bytes = Buffer.from(data, 'base64')
    const old = electron.clipboard as unknown as { writeImage?(image: unknown): void }
    if (old.writeImage !== undefined) return old.writeImage(electron.nativeImage.createFromBuffer(bytes))
    const png = new Blob([new Uint8Array(bytes)], { type: 'image/png' })
    await electron.clipboard.write([new electron.ClipboardItem({ 'image/png': png })])
  }, base64)
}
