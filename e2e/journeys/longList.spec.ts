import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { greyPng } from '../../src/main/images/testing/deepFiles'
import { ProjectService } from '../../src/main/project/projectService'
import { untouchedImage } from '../../src/shared/annotation/untouchedImage'
import { type ImageId, newId, type RootId } from '../../src/shared/ids'
import { countText, groupedText } from '../../src/shared/text/count'
import { launchStudio } from '../launch'

const NUM_PICTURES = 3500
const NUM_REVIEWED = 3200
const reviewed = `${groupedText(NUM_REVIEWED)} of ${groupedText(NUM_PICTURES)} reviewed`

/** A project with more pictures than are read at once, most of them reviewed. */
async function makeProject(folder: string): Promise<void> {
  mkdirSync(join(folder, 'pictures'), { recursive: true })
  const drawn = join(folder, 'drawn.png')
  writeFileSync(drawn, greyPng(new Uint16Array(40 * 30).fill(900), 40, 30))
  const rootId = newId<RootId>()
  const project = await ProjectService.create(folder, { grantsFile: join(folder, 'grants.json') })
  const newImages = Array.from({ length: NUM_PICTURES }, (_, i) => {
    const path = `pictures/shot-${i + 1}.png`
    linkSync(drawn, join(folder, path))
    return {
      id: newId<ImageId>(),
      rootId,
      path,
      width: 40,
      height: 30,
      bytes: 1,
      contentHash: `${i}`,
      ...untouchedImage,
      reviewed: i < NUM_REVIEWED,
    }
  })
  project.applyBulk({
    label: 'fill',
    roots: [{ id: rootId, path: '.' }],
    classes: [],
    newImages,
    changedImages: [],
    boxes: [],
  })
  await project.close()
}

test('a long list opens where the work is, and goes to both of its ends', async () => {
  const studio = await launchStudio({ dialogs: (folder) => ({ 'project.open': join(folder, 'long') }) })
  const { page } = studio
  await makeProject(join(studio.dialogFolder, 'long'))
  await page.getByTestId('open-folder').click()
  const row = (n: number) => page.locator(`[data-testid=image-row][title$="shot-${n}.png"]`)

  await test.step('the first picture that is not reviewed is in hand and in sight', async () => {
    await expect(row(NUM_REVIEWED + 1)).toBeInViewport()
    await expect(row(NUM_REVIEWED + 1)).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByText(reviewed)).toBeVisible()
    await expect(page.getByTestId('search-found')).toHaveText(countText(NUM_PICTURES, 'picture'))
  })

  await test.step('by keys to the last and to the first', async () => {
    const list = page.getByTestId('image-list')
    await list.focus()
    // The rest of the list is there as soon as the picture is.
    await expect(async () => {
      await page.keyboard.press('End')
      await expect(row(NUM_PICTURES)).toBeInViewport({ timeout: 500 })
      await page.keyboard.press('Home')
      await expect(row(1)).toBeInViewport({ timeout: 500 })
    }).toPass()
    await expect(page.getByText(reviewed)).toBeVisible()
  })

  await test.step('by the mouse', async () => {
    await row(3).click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('aria-label', /shot-3\.png/)
  })

  await test.step('after a leap the rows around are there before anything is pressed', async () => {
    await page.getByTestId('image-list').evaluate((list) => {
      list.scrollTop = list.scrollHeight / 2
    })
    const beyond = page.locator('[data-testid=image-row]')
    const inSight = await page.getByTestId('image-list').evaluate((list) => list.clientHeight / 48)
    await expect.poll(() => beyond.count()).toBeGreaterThan(inSight + 16)
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
