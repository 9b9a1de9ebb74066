import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Studio } from '../launch'
import { runExportedModel } from './runExportedModel'
import { setSlider } from './slider'

/** Ample for a training of a few dozen steps on two cores that do other things too. */
const TRAINING_MS = 6 * 60_000

/** Sets the number of epochs in the Train room. */
export async function chooseEpochs(page: Page, epochs: number): Promise<void> {
  await page.getByTestId('rail-train').click()
  const section = page.getByTestId('toggle-train.right.run.schedule')
  if ((await section.getAttribute('aria-expanded')) !== 'true') await section.click()
  await page.getByTestId('by-hand-schedule.epochs').click()
  await setSlider(page, page.getByTestId('schedule.epochs'), epochs)
}

/** Presses Train and waits until the run can be reviewed. */
export async function train(page: Page): Promise<void> {
  await page.getByTestId('train-button').click()
  await waitForRun(page)
}

/** Watches a run that was just started until it can be reviewed. */
export async function waitForRun(page: Page): Promise<void> {
  await expect(page.getByTestId('stop-training')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByTestId('review-run')).toBeVisible({ timeout: TRAINING_MS })
  await expect(page.getByTestId('run-ap50')).not.toHaveText('–')
}

/** Opens Review and marks the first detection on bare background as a hard negative. */
export async function markHardNegative(page: Page): Promise<void> {
  await page.getByTestId('review-run').click()
  await expect(page.getByTestId('review-canvas')).toBeVisible({ timeout: 30_000 })
  await setSlider(page, page.getByTestId('threshold'), 0.05)
  await page.getByTestId('cause-background').click()
  await expect(page.getByTestId('verdict-hard-negative')).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByText('1 hard negative')).toBeVisible()
}

/** Exports the best run and runs the file outside the app. */
export async function exportAndRun({ page, dialogFolder }: Studio): Promise<void> {
  await page.getByTestId('rail-export').click()
  await page.getByTestId('export-onnx').click()
  await expect(page.getByTestId('export-report')).toBeVisible({ timeout: 120_000 })
  const model = exportedFolder(dialogFolder)
  const manifest = JSON.parse(readFileSync(join(model, 'manifest.json'), 'utf8')) as { classes: string[] }
  expect(manifest.classes.length).toBeGreaterThan(0)
  const result = await runExportedModel(model)
  expect(result.boxes).toBe(4 * result.scores)
  expect(result.labels).toBe(result.scores)
}

/** The export makes a folder of its own in the chosen one. */
function exportedFolder(parent: string): string {
  const folder = readdirSync(parent, { withFileTypes: true }).find((entry) => entry.isDirectory())
  if (folder === undefined) throw new Error(`no export in ${parent}`)
  return join(parent, folder.name)
}
