import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { dragOn } from '../support/mouse'
import { setSlider } from '../support/slider'
import { chooseEpochs } from '../support/steps'

/** A drawn picture on which the shipped network sees a stop sign (0.89), a clock (0.64) and another stop sign (0.43). */
const picture = resolve(import.meta.dirname, '../../fixtures/coco-detector/picture.png')
const SIDE_PX = 416

const count = (page: Page) => page.getByTestId('proposals-count')
const boxes = (page: Page) => page.getByTestId('boxes-here-count')
const selected = (page: Page) => page.getByTestId('selected-proposal')

/** Where a point of the fitted picture lies, as shares of the canvas. */
async function shareOf(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await page.getByTestId('picture-canvas').boundingBox()
  if (box === null) throw new Error('the canvas is not in sight')
  const scale = Math.min((box.width - 48) / SIDE_PX, (box.height - 48) / SIDE_PX)
  const at = (length: number, value: number) => (length / 2 + (value - SIDE_PX / 2) * scale) / length
  return { x: at(box.width, x), y: at(box.height, y) }
}

async function clickPicture(page: Page, x: number, y: number): Promise<void> {
  const canvas = page.getByTestId('picture-canvas')
  const box = await canvas.boundingBox()
  const share = await shareOf(page, x, y)
  if (box === null) throw new Error('the canvas is not in sight')
  await page.mouse.click(box.x + share.x * box.width, box.y + share.y * box.height)
}

test('COCO proposes labels, and a person judges them by keyboard and by mouse', async () => {
  test.setTimeout(5 * 60_000)
  let studio = await launchStudio({ dialogs: (folder) => ({ 'project.open': join(folder, 'pictures') }) })
  const { userData } = studio
  const pictures = join(studio.dialogFolder, 'pictures')
  mkdirSync(pictures)
  // A byte behind the picture makes it another file.
  for (const name of ['a', 'b', 'c'])
    writeFileSync(join(pictures, `${name}.png`), Buffer.concat([readFileSync(picture), Buffer.from(name)]))
  let { page } = studio

  await test.step('open a folder of pictures and add two classes', async () => {
    await page.getByTestId('open-folder').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    for (const name of ['Stop sign', 'clock']) {
      await page.getByTestId('add-class').click()
      await page.getByTestId('class-name').fill(name)
      await page.keyboard.press('Enter')
    }
  })

  await test.step('propose on the unlabelled pictures', async () => {
    await page.keyboard.press('p')
    await expect(page.getByTestId('coco-pair')).toHaveCount(2)
    await page.getByTestId('propose-start').click()
    await expect(page.getByText(/labels proposed on 3 pictures/)).toBeVisible({ timeout: 60_000 })
    await expect(count(page)).toHaveText('3 of 3')
  })

  await test.step('the slider hides at once what is too doubtful', async () => {
    await setSlider(page, page.getByTestId('proposal-threshold'), 0.5)
    await expect(count(page)).toHaveText('2 of 3')
    await page.getByTestId('picture-canvas').focus()
  })

  await test.step('accept and reject by key, and undo both', async () => {
    await page.keyboard.press('Tab')
    await expect(selected(page)).toContainText('Stop sign 0.89')
    await page.keyboard.press('Enter')
    await expect(boxes(page)).toHaveText('1')
    await expect(selected(page)).toContainText('clock 0.64')
    await page.keyboard.press('x')
    await expect(count(page)).toHaveText('0 of 1')
    await page.keyboard.press('Control+z')
    await expect(count(page)).toHaveText('1 of 2')
    await page.keyboard.press('Control+z')
    await expect(count(page)).toHaveText('2 of 3')
    await expect(boxes(page)).toHaveText('0')
    await page.keyboard.press('Control+Shift+z')
    await expect(boxes(page)).toHaveText('1')
    await page.keyboard.press('Control+Shift+z')
    await expect(count(page)).toHaveText('0 of 1')
  })

  await test.step('select with the mouse, accept as another class, mend', async () => {
    await page.keyboard.press('d')
    await expect(count(page)).toHaveText('2 of 3')
    await clickPicture(page, 310, 110)
    await expect(selected(page)).toContainText('clock 0.64')
    await page.keyboard.press('1')
    await expect(page.getByTestId('box-row')).toContainText('Stop sign')
    await expect(selected(page)).toContainText('Stop sign 0.89')
    await page.keyboard.press('e')
    await expect(boxes(page)).toHaveText('2')
    await expect(page.getByTestId('provenance')).toContainText('Accepted from COCO’s classes')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('box-x')).toHaveValue('55.4')
  })

  await test.step('what is drawn over a proposal takes its place', async () => {
    await page.keyboard.press('d')
    await expect(count(page)).toHaveText('2 of 3')
    await page.keyboard.press('w')
    const canvas = page.getByTestId('picture-canvas')
    await dragOn(page, canvas, await shareOf(page, 250, 52), await shareOf(page, 370, 170))
    await expect(count(page)).toHaveText('1 of 2')
    await page.keyboard.press('Control+z')
    await expect(count(page)).toHaveText('2 of 3')
    // The clock goes with its class; the stop sign stays until it is accepted with all that is shown.
    await page.getByTestId('proposed-class').filter({ hasText: 'clock' }).getByTestId('reject-class').click()
    await expect(count(page)).toHaveText('1 of 2')
    await page.keyboard.press('Control+z')
    await expect(count(page)).toHaveText('2 of 3')
    await page.getByTestId('accept-shown').click()
    await expect(boxes(page)).toHaveText('2')
    await expect(count(page)).toHaveText('0 of 1')
  })

  await test.step('everything is there after a restart, and undo still opens proposals again', async () => {
    await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
    await studio.kill()
    studio = await launchStudio({ userData })
    page = studio.page
    await page.getByTestId('recent-project').first().click()
    await expect(page.getByTestId('room-label')).toBeVisible({ timeout: 60_000 })
    await page.getByTestId('image-filter').fill('c.png')
    // The search is answered a moment later.
    await expect(page.getByTestId('image-row')).toHaveCount(1)
    await page.getByTestId('image-row').click()
    await expect(boxes(page)).toHaveText('2')
    await page.getByTestId('picture-canvas').focus()
    await page.keyboard.press('Control+z')
    await expect(boxes(page)).toHaveText('0')
    await expect(count(page)).toHaveText('3 of 3')
    await page.getByTestId('image-filter').fill('has:proposals')
    await expect(page.getByTestId('image-row')).toHaveCount(3)
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})

test('label by review: train, judge what the run proposes on the rest, and it waits for the next training', async () => {
  test.setTimeout(10 * 60_000)
  const studio = await launchStudio({})
  const { page } = studio
  const card = page.getByTestId('loop-card')

  await test.step('take the labels of two pictures of the sample away', async () => {
    await page.getByTestId('open-sample').click()
    await expect(page.getByTestId('room-label')).toBeVisible({ timeout: 60_000 })
    for (let i = 0; i < 2; i++) {
      await page.getByTestId('image-row').nth(i).click()
      await expect(boxes(page)).not.toHaveText('0')
      await page.getByTestId('picture-canvas').focus()
      await page.keyboard.press('Control+Delete')
      await expect(boxes(page)).toHaveText('0')
      if ((await page.getByTestId('hints').textContent())?.includes('not reviewed'))
        await page.keyboard.press('Space')
    }
  })

  await test.step('begin from the palette, and train', async () => {
    await chooseEpochs(page, 8)
    await page.getByTestId('rail-label').click()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('label by review')
    await page.keyboard.press('Enter')
    await expect(card).toHaveAttribute('data-step', 'train')
    await page.getByTestId('loop-train').click()
    await expect(card).toHaveAttribute('data-step', 'training', { timeout: 60_000 })
    await expect(card).toHaveAttribute('data-step', 'next', { timeout: 6 * 60_000 })
  })

  await test.step('judge the proposals on the pictures that are left', async () => {
    await page.getByTestId('loop-next').click()
    await expect(card).toHaveAttribute('data-step', 'label', { timeout: 60_000 })
    await expect(page.getByTestId('images-only')).toContainText('Round 1')
    await expect(page.getByTestId('image-row')).toHaveCount(2)
    await expect(page.getByTestId('proposals-from')).toContainText('Run 1')
    await page.getByTestId('picture-canvas').focus()
    for (let i = 0; i < 2; i++) {
      await page.getByTestId('image-row').nth(i).click()
      await page.getByTestId('picture-canvas').focus()
      await page.keyboard.press('Shift+A')
      await page.keyboard.press('Space')
    }
    await expect(card).toHaveAttribute('data-step', 'train')
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
