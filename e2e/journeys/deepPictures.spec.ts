import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { FLAT, writeCells } from '../support/cells'
import { look } from '../support/look'
import { dragOn } from '../support/mouse'

const canvas = (page: Page) => page.getByTestId('picture-canvas')

/** The grey that the middle of the canvas shows, where the flat square is. */
const greyInTheMiddle = (page: Page) =>
  page.evaluate(() => {
    const layer = document.querySelector<HTMLCanvasElement>('.picture-canvas canvas')
    const pixel = layer?.getContext('2d')?.getImageData(layer.width / 2, layer.height / 2, 1, 1).data
    return pixel === undefined ? null : [...pixel.subarray(0, 3)]
  })

async function type(page: Page, field: string, value: number): Promise<void> {
  await page.getByTestId(field).fill(String(value))
  await page.keyboard.press('Enter')
}

const flat = (grey: number) => [grey, grey, grey]

test('16-bit pictures: a window moved over them, kept, and trained on', async () => {
  test.setTimeout(3 * 60_000)
  let studio = await launchStudio({ dialogs: (folder) => ({ 'project.open': join(folder, 'cells') }) })
  let { page } = studio
  writeCells(join(studio.dialogFolder, 'cells'))

  await test.step('a folder with a PNG and a TIFF opens; the damaged one stays out', async () => {
    await page.getByTestId('open-folder').click()
    await expect(canvas(page)).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })
    await expect(page.getByTestId('import-report')).toContainText('cut off')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('image-row')).toHaveCount(2)
    for (const thumb of await page.getByTestId('image-row').locator('img').all())
      await expect.poll(() => thumb.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(160)
  })

  await test.step('a window set by numbers and by keys is seen at once, and the pixel’s value is read', async () => {
    await page.keyboard.press('Shift+B')
    await page.getByTestId('depth-full').click()
    // 255 * 1500 / 4095
    await expect.poll(() => greyInTheMiddle(page)).toEqual(flat(93))
    await type(page, 'depth-high-field', 2000)
    await type(page, 'depth-low-field', 1000)
    await expect.poll(() => greyInTheMiddle(page)).toEqual(flat(128))
    await page.getByTestId('depth-high').focus()
    await page.keyboard.press('PageUp')
    // 255 * 500 / 1010
    await expect.poll(() => greyInTheMiddle(page)).toEqual(flat(126))
    await expect(page.getByTestId('depth-high-field')).toHaveValue('2010')
    await look(page, 'depth')
    const box = await canvas(page).boundingBox()
    if (box === null) throw new Error('the canvas is not in sight')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await expect(page.getByTestId('pixel-value')).toHaveText(String(FLAT.value))
  })

  await test.step('a box is drawn on it', async () => {
    await page.getByTestId('canvas-card').press('Escape')
    await dragOn(page, canvas(page), { x: 0.4, y: 0.4 }, { x: 0.6, y: 0.6 })
    await page.keyboard.type('cell')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('boxes-here-count')).toHaveText('1')
  })

  await test.step('the next picture is shown through it too', async () => {
    await page.keyboard.press('d')
    await expect(canvas(page)).toHaveAttribute('aria-label', /cells-2\.tif/)
    await expect.poll(() => greyInTheMiddle(page)).toEqual(flat(126))
  })

  await test.step('after a restart the picture has its window, and the other one its own range', async () => {
    await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
    const { userData } = studio
    await studio.kill()
    studio = await launchStudio({ userData })
    page = studio.page
    await page.getByTestId('recent-project').first().click()
    await expect(canvas(page)).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })
    await page.getByTestId('image-row').first().click()
    await page.getByTestId('adjustPicture').click()
    await expect(page.getByTestId('depth-low-field')).toHaveValue('1000')
    await expect(page.getByTestId('depth-high-field')).toHaveValue('2010')
    await expect.poll(() => greyInTheMiddle(page)).toEqual(flat(126))
    await page.getByTestId('image-row').nth(1).click()
    await expect(page.getByTestId('depth-low-field')).not.toHaveValue('1000')
    await expect(page.getByTestId('depth-reset')).toBeDisabled()
  })

  await test.step('the project trains on this window, and on each picture’s own range again', async () => {
    await page.getByTestId('image-row').first().click()
    await expect(page.getByTestId('depth-rule')).toContainText('You see it otherwise')
    await page.getByTestId('depth-train-fixed').click()
    await expect(page.getByTestId('depth-rule')).toHaveText('A detector sees all pictures from 1000 to 2010.')
    await expect(page.getByTestId('image-row').locator('img').first()).toHaveAttribute('src', /v=1$/)
    await look(page, 'depth-fixed')
    await page.getByTestId('image-row').nth(1).click()
    await expect.poll(() => greyInTheMiddle(page)).toEqual(flat(126))
    await page.getByTestId('depth-train-auto').click()
    await expect(page.getByTestId('depth-rule')).toHaveText('A detector sees each picture in its own range.')
    await expect.poll(() => greyInTheMiddle(page)).not.toEqual(flat(126))
  })
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
