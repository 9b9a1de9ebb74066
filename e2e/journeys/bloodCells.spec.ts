import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { chooseEpochs, exportAndRun, markHardNegative, train } from '../support/steps'

const data = process.env.FOCAL_DATA ?? resolve(import.meta.dirname, '../../../shared/datasets')
const source = join(data, 'bccd-blood-cells')
const NUM_PICTURES = 60
const EPOCHS = 3

test('open a folder of real blood cells, train, review and export', async () => {
  test.setTimeout(15 * 60_000)
  const isThere = existsSync(source)
  if (!isThere) console.warn(`SKIPPED, real blood cells: ${source} is not there; FOCAL_DATA names the folder`)
  test.skip(!isThere, 'the real pictures are not on this machine')
  const pictures = copyPictures(mkdtempSync(join(tmpdir(), 'focal-cells-')))
  const studio = await launchStudio({
    dialogs: (folder) => ({ 'project.open': pictures, 'models.export': folder }),
  })
  const { page } = studio

  await test.step('open the folder: pictures and their labels come in', async () => {
    await page.getByTestId('open-folder').click()
    await expect(page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('class-row')).toHaveCount(3)
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown')
  })
  await test.step('train', async () => {
    await chooseEpochs(page, EPOCHS)
    await train(page)
  })
  await test.step('a false positive becomes a hard negative', () => markHardNegative(page))
  await test.step('export, and run the file outside the app', () => exportAndRun(studio))

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})

/** Some of the pictures with their labels, where the test may write: a project is made in the folder it opens. */
function copyPictures(folder: string): string {
  const labels = JSON.parse(readFileSync(join(source, 'annotations.coco.json'), 'utf8')) as {
    images: { id: number; file_name: string }[]
    annotations: { image_id: number }[]
  }
  const images = labels.images.slice(0, NUM_PICTURES)
  const ids = new Set(images.map(({ id }) => id))
  const annotations = labels.annotations.filter(({ image_id }) => ids.has(image_id))
  mkdirSync(join(folder, 'images'))
  for (const { file_name } of images) {
    cpSync(join(source, 'images', file_name), join(folder, 'images', file_name))
  }
  writeFileSync(join(folder, 'labels.json'), JSON.stringify({ ...labels, images, annotations }))
  return folder
}
