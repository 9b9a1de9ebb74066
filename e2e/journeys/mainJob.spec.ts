import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { dragOn } from '../support/mouse'
import { runExportedModel } from '../support/runExportedModel'
import { setSlider } from '../support/slider'

/** Enough for the sample's shapes to be found here and there, in well under a minute on two cores. */
const EPOCHS = 6

test('label, train, review, train again and export the sample project', async () => {
  test.setTimeout(15 * 60_000)
  const studio = await launchStudio({ dialogs: (folder) => ({ 'models.export': folder }) })
  const { page } = studio

  await test.step('open the sample project', async () => {
    await page.getByTestId('open-sample').click()
    await expect(page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('room-label')).toBeVisible()
  })

  await test.step('draw a box, give it a class, undo and redo', async () => {
    const canvas = page.getByTestId('picture-canvas')
    await expect(canvas).toBeVisible()
    const count = page.getByTestId('boxes-here-count')
    const before = Number(await count.textContent())
    await page.keyboard.press('w')
    await dragOn(page, canvas, { x: 0.42, y: 0.42 }, { x: 0.5, y: 0.52 })
    await expect(count).toHaveText(String(before + 1))
    await page.keyboard.press('2')
    await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect(count).toHaveText(String(before))
    await page.keyboard.press('Control+Shift+z')
    await expect(count).toHaveText(String(before + 1))
    await page.keyboard.press('Control+z')
    await expect(count).toHaveText(String(before))
  })

  await test.step('train', async () => {
    await page.getByTestId('rail-train').click()
    await page.getByTestId('schedule').locator('summary').click()
    await page.getByTestId('auto-epochs').click()
    await setSlider(page, page.getByTestId('epochs'), EPOCHS)
    await page.getByTestId('train-button').click()
    await expect(page.getByTestId('stop-training')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('review-run')).toBeVisible({ timeout: 6 * 60_000 })
    await expect(page.getByTestId('run-ap50')).not.toHaveText('–')
  })

  await test.step('a false positive becomes a hard negative', async () => {
    await page.getByTestId('review-run').click()
    await expect(page.getByTestId('review-canvas')).toBeVisible({ timeout: 30_000 })
    await setSlider(page, page.getByTestId('threshold'), 0.05)
    await page.getByTestId('cause-background').click()
    await expect(page.getByTestId('verdict-hard-negative')).toBeVisible()
    await page.keyboard.press('n')
    await expect(page.getByText('1 hard negative')).toBeVisible()
  })

  await test.step('train again with it', async () => {
    await page.getByTestId('train-again').click()
    await page.getByTestId('train-button').click()
    await expect(page.getByTestId('stop-training')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('review-run')).toBeVisible({ timeout: 6 * 60_000 })
    await page.getByTestId('review-run').click()
    await expect(page.getByTestId('marks-silenced')).toHaveText(/of 1 silenced/)
  })

  await test.step('export, and run the file outside the app', async () => {
    await page.getByTestId('rail-export').click()
    await page.getByTestId('export-onnx').click()
    await expect(page.getByTestId('export-report')).toBeVisible({ timeout: 120_000 })
    const model = exportedFolder(studio.dialogFolder)
    const manifest = JSON.parse(readFileSync(join(model, 'manifest.json'), 'utf8')) as { classes: string[] }
    expect(manifest.classes.length).toBeGreaterThan(0)
    const result = await runExportedModel(model)
    expect(result.boxes % 4).toBe(0)
    expect(result.boxes / 4).toBe(result.scores)
    expect(result.scores).toBe(result.labels)
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})

/** The export makes a folder of its own in the chosen one. */
function exportedFolder(parent: string): string {
  const [name] = readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  if (name === undefined) throw new Error(`no export in ${parent}`)
  return join(parent, name)
}
