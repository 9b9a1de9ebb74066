import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { launchStudio, type Studio } from '../launch'
import { PICTURE, RECTANGLE, writeRectangles } from '../support/rectangles'

const boxes = (page: Page) => page.getByTestId('boxes-here-count')
const canvas = (page: Page) => page.getByTestId('picture-canvas')

/** The place of the selected box, as its fields say: left, top, width, height. */
async function place(page: Page): Promise<number[]> {
  const read = async (key: string) => Number(await page.getByTestId(`box-${key}`).inputValue())
  return [await read('x'), await read('y'), await read('w'), await read('h')]
}

/** Where a point of the fitted picture lies on the page. */
async function at(page: Page, x: number, y: number): Promise<[number, number]> {
  const box = await canvas(page).boundingBox()
  if (box === null) throw new Error('the canvas is not in sight')
  const scale = Math.min((box.width - 48) / PICTURE.width, (box.height - 48) / PICTURE.height, 4)
  return [
    box.x + box.width / 2 + (x - PICTURE.width / 2) * scale,
    box.y + box.height / 2 + (y - PICTURE.height / 2) * scale,
  ]
}

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...(await at(page, ...from)))
  await page.mouse.down()
  await page.mouse.move(...(await at(page, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2)))
  await page.mouse.move(...(await at(page, ...to)))
  await page.mouse.up()
}

async function openFrames(): Promise<Studio> {
  const studio = await launchStudio({ dialogs: (folder) => ({ 'project.open': join(folder, 'frames') }) })
  const { page, dialogFolder } = studio
  writeRectangles(join(dialogFolder, 'frames'), 6)
  await page.getByTestId('open-folder').click()
  await expect(canvas(page)).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })
  return studio
}

async function finish(studio: Studio): Promise<void> {
  await expect(studio.page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
}

const { x1, y1, x2, y2 } = RECTANGLE

test('the tools by mouse', async () => {
  test.setTimeout(4 * 60_000)
  const studio = await openFrames()
  const { page } = studio

  await test.step('a box snaps to the pixels', async () => {
    await page.getByTestId('toggleSnap').click()
    await expect(page.getByTestId('toggleSnap')).toHaveAttribute('aria-pressed', 'true')
    await drag(page, [x1 - 1.2, y1 + 1.2], [x2 + 1.2, y2 - 1.2])
    await page.keyboard.type('thing')
    await page.keyboard.press('Enter')
    await expect(boxes(page)).toHaveText('1')
    expect(await place(page)).toEqual([x1, y1, x2 - x1, y2 - y1])
  })

  await test.step('two corners draw a box', async () => {
    await page.keyboard.down('Control')
    await page.mouse.click(...(await at(page, 250, 200)))
    await page.keyboard.up('Control')
    await page.mouse.move(...(await at(page, 280, 240)))
    await page.mouse.click(...(await at(page, 300, 260)))
    await expect(boxes(page)).toHaveText('2')
  })

  await test.step('flags and attributes of several boxes', async () => {
    await page.getByTestId('flag-occluded').click()
    await canvas(page).focus()
    await page.keyboard.press('Control+a')
    await expect(page.getByTestId('flag-occluded')).not.toBeChecked()
    expect(
      await page.getByTestId('flag-occluded').evaluate((input) => (input as HTMLInputElement).indeterminate),
    ).toBe(true)
    await page.getByTestId('flag-truncated').click()
    await expect(page.getByTestId('flag-truncated')).toBeChecked()
    await page.getByTestId('attribute-name').fill('colour')
    await page.getByTestId('attribute-value').last().fill('red')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('attribute-row').first()).toContainText('colour')
    await expect(page.getByTestId('attribute-value').first()).toHaveValue('red')
  })

  await test.step('lock holds a box fast, hide takes it away', async () => {
    await page.getByTestId('box-row').first().click()
    await canvas(page).focus()
    await page.keyboard.press('l')
    await page.keyboard.press('Delete')
    await expect(boxes(page)).toHaveText('2')
    await page.keyboard.press('l')
    await page.keyboard.press('Alt+h')
    await expect(page.getByTestId('hidden-count')).toContainText('1 hidden')
    await page.getByTestId('hidden-count').click()
    await expect(page.getByTestId('hidden-count')).toHaveCount(0)
  })

  await test.step('the eye of a class hides all its boxes', async () => {
    await page.getByTestId('class-row').hover()
    await page.getByTestId('class-eye').click()
    await expect(page.getByTestId('hidden-count')).toContainText('2 hidden')
    await page.getByTestId('class-eye').click()
    await expect(page.getByTestId('hidden-count')).toHaveCount(0)
  })

  await test.step('a box that was put to the front is hit first', async () => {
    await drag(page, [230, 180], [320, 280])
    await expect(boxes(page)).toHaveText('3')
    const width = async () => (await place(page))[2]
    const large = await width()
    const small = async () => {
      await page.keyboard.press('Escape')
      await page.mouse.click(...(await at(page, 275, 230)))
      return (await width()) < large
    }
    expect(await small()).toBe(true)
    await page.keyboard.press('Control+[')
    expect(await small()).toBe(false)
    await page.keyboard.press('Control+z')
    await expect(boxes(page)).toHaveText('2')
  })

  await test.step('propagate with a preview, and one undo', async () => {
    await canvas(page).focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+b')
    await page.getByTestId('propagate-count').fill('3')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('propagate-preview')).toContainText('6 boxes on 3 pictures')
    await page.getByTestId('propagate-go').click()
    await canvas(page).focus()
    await page.keyboard.press('d')
    await expect(boxes(page)).toHaveText('2')
    await page.keyboard.press('Control+z')
    await expect(boxes(page)).toHaveText('0')
    await page.keyboard.press('a')
    await expect(boxes(page)).toHaveText('2')
  })

  await test.step('ghosts wait until they are accepted', async () => {
    await page.getByTestId('toggleGhosts').click()
    await page.keyboard.press('d')
    await expect(page.getByTestId('ghost-banner')).toContainText('2 ghosts')
    await expect(boxes(page)).toHaveText('0')
    await page.keyboard.press('Enter')
    await expect(boxes(page)).toHaveText('1')
    await expect(page.getByTestId('ghost-banner')).toContainText('1 ghost ')
    await page.keyboard.press('Control+z')
    await expect(page.getByTestId('ghost-banner')).toContainText('2 ghosts')
    await page.getByTestId('ghost-banner').getByText('Accept all').click()
    await expect(boxes(page)).toHaveText('2')
    await page.getByTestId('toggleGhosts').click()
  })

  await test.step('a doubled box is told', async () => {
    await page.getByTestId('box-row').first().click()
    await canvas(page).focus()
    await page.keyboard.press('Control+p')
    await expect(page.getByTestId('doubled-count')).toContainText('4 doubled')
    await page.keyboard.press('Control+z')
    await expect(page.getByTestId('doubled-count')).toHaveCount(0)
  })

  await test.step('zoom to a box, and go about with the minimap', async () => {
    await page.getByTestId('box-row').first().click()
    await canvas(page).focus()
    await page.keyboard.press('z')
    for (let i = 0; i < 4; i++) await page.keyboard.press('Control+=')
    await expect(page.getByTestId('minimap')).toBeVisible()
    await page.getByTestId('minimap').click({ position: { x: 5, y: 5 } })
    await page.keyboard.press('Control+f')
    await expect(page.getByTestId('minimap')).toHaveCount(0)
  })

  await test.step('the picture is shown brighter, its file stays', async () => {
    await page.keyboard.press('Shift+B')
    await page.getByTestId('tone-brightness').focus()
    await page.keyboard.press('ArrowRight')
    await expect(canvas(page)).toHaveAttribute('data-toned', 'true')
    if (process.env.FOCAL_SHOTS) await shots(page, process.env.FOCAL_SHOTS)
    await page.keyboard.press('Escape')
    await canvas(page).focus()
    await page.keyboard.press('Control+Shift+B')
    await expect(canvas(page)).toHaveAttribute('data-toned', 'false')
  })
  await finish(studio)
})

test('the tools by keyboard alone', async () => {
  test.setTimeout(4 * 60_000)
  const studio = await openFrames()
  const { page } = studio
  const press = async (key: string, times = 1) => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key)
  }
  await canvas(page).focus()

  await test.step('draw a box with arrows and Enter', async () => {
    await press('Shift+W')
    await expect(page.getByTestId('pointer-place')).toHaveText('200, 150')
    await expect(page.getByTestId('hints')).toContainText('set a corner')
    await press('Shift+ArrowLeft', 10)
    await press('Shift+ArrowUp', 7)
    await press('ArrowLeft')
    await press('ArrowDown')
    await expect(page.getByTestId('pointer-place')).toHaveText('99, 81')
    await press('Enter')
    await press('Shift+ArrowRight', 12)
    await press('Shift+ArrowDown', 10)
    await press('Enter')
    await page.keyboard.type('thing')
    await press('Enter')
    await expect(boxes(page)).toHaveText('1')
    expect(await place(page)).toEqual([99, 81, 120, 100])
  })

  await test.step('snap, nudge and resize it', async () => {
    await canvas(page).focus()
    await press('Shift+S')
    await expect.poll(() => place(page)).toEqual([x1, y1, x2 - x1, y2 - y1])
    await press('ArrowRight')
    await press('Control+ArrowDown')
    await expect.poll(() => place(page)).toEqual([x1 + 1, y1, x2 - x1, y2 - y1 + 1])
    await press('Control+z', 1)
    await press('Control+z', 1)
    await expect.poll(() => place(page)).toEqual([x1, y1, x2 - x1, y2 - y1])
  })

  await test.step('flags by key', async () => {
    await press('t')
    await press('o')
    await expect(page.getByTestId('flag-truncated')).toBeChecked()
    await expect(page.getByTestId('flag-occluded')).toBeChecked()
  })

  await test.step('propagate to all that follow, go there, undo', async () => {
    await press('Control+b')
    await page.keyboard.type('5')
    await press('Enter')
    await expect(page.getByTestId('propagate-preview')).toContainText('5 boxes on 5 pictures')
    await page.getByTestId('propagate-go').focus()
    await press('Enter')
    await canvas(page).focus()
    await press('d', 2)
    await expect(boxes(page)).toHaveText('1')
    await press('Control+z')
    await expect(boxes(page)).toHaveText('0')
    await press('Control+Shift+z')
    await expect(boxes(page)).toHaveText('1')
  })
  await finish(studio)
})

/** Pictures of the screen in both themes and two sizes, for people to look at. */
async function shots(page: Page, folder: string): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ]) {
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: join(folder, `tools-${theme}-${width}.png`) })
    }
  }
}
