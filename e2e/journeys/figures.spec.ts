import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { countedFigures } from '../support/onScreen'
import { setSlider } from '../support/slider'
import { chooseEpochs, train } from '../support/steps'

/** Enough for some shapes to be found and some to be taken for others. */
const EPOCHS = 6

test('choose thresholds from the figures, look into the confusion matrix, use them and export', async () => {
  test.setTimeout(12 * 60_000)
  const studio = await launchStudio({ dialogs: (folder) => ({ 'models.export': folder }) })
  const { page, dialogFolder } = studio
  const threshold = page.getByTestId('figures-threshold')

  await test.step('a run of the sample project', async () => {
    await page.getByTestId('open-sample').click()
    await expect(page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
    await chooseEpochs(page, EPOCHS)
    await train(page)
    await page.getByTestId('review-run').click()
    await page.getByTestId('review-view-thresholds').click()
    await expect(page.getByTestId('class-table')).toBeVisible({ timeout: 30_000 })
  })

  await test.step('the slider counts live, and what is found and missed stays the same in sum', async () => {
    const slider = page.getByTestId('figures-slider')
    await setSlider(page, slider, 0.05)
    const low = await countedFigures(page)
    await setSlider(page, slider, 0.6)
    const high = await countedFigures(page)
    expect(high.found).toBeLessThanOrEqual(low.found)
    expect(high.wrong).toBeLessThan(low.wrong)
    expect(high.found + high.missed).toBe(low.found + low.missed)
  })

  await test.step('by key: best F1; a dear miss lowers the threshold of least cost', async () => {
    await page.getByTestId('class-table').click({ position: { x: 300, y: 10 } })
    await page.keyboard.press('Alt+f')
    await expect(page.getByTestId('aim-f1')).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Alt+c')
    await expect(page.getByTestId('aim-cost')).toHaveAttribute('aria-pressed', 'true')
    const atFive = Number(await threshold.textContent())
    const cost = page.getByTestId('miss-cost')
    await cost.fill('50')
    await cost.press('Enter')
    expect(Number(await threshold.textContent())).toBeLessThanOrEqual(atFive)
    await cost.fill('5')
    await cost.press('Enter')
    await expect(threshold).toHaveText(atFive.toFixed(3))
  })

  await test.step('AP has intervals, scores a temperature', async () => {
    await expect(page.getByTestId('ap-intervals').locator('.interval-line').first()).toBeVisible({
      timeout: 60_000,
    })
    await expect(page.getByTestId('calibration')).toContainText(/temperature \d+\.\d\d, error 0\.\d{3}/)
    await page.getByTestId('keep-calibration').click()
    await expect(page.getByTestId('keep-calibration')).toHaveText('Take the temperature out')
  })

  await test.step('a cell of the confusion matrix opens its pictures; Escape leads back', async () => {
    const cell = page.locator('[data-testid^=cell-]:enabled').first()
    await cell.focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('pair-0').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('class-table')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('pair-0')).toBeHidden()
  })

  await test.step('a threshold for each class, one of them by hand', async () => {
    await page.getByTestId('by-class').click()
    const own = page.locator('[data-testid^=threshold-]').nth(1)
    await own.fill('0.33')
    await own.press('Enter')
    await expect(own).toHaveValue('0.33')
  })

  await test.step('use them, undo, use them again: Review goes by them', async () => {
    const inUse = page.getByTestId('in-use')
    await expect(inUse).toContainText('as measured')
    await page.getByTestId('keep-thresholds').click()
    await expect(inUse).toContainText('set by hand')
    await page.getByTestId('undo-thresholds').click()
    await expect(inUse).toContainText('as measured')
    await page.keyboard.press('Alt+u')
    await expect(inUse).toContainText('set by hand')
    const chosen = Number(await threshold.textContent())
    await page.getByTestId('review-view-mistakes').click()
    await expect(page.getByTestId('threshold')).toBeVisible()
    expect(Number(await page.getByTestId('threshold').getAttribute('aria-valuenow'))).toBeCloseTo(chosen, 2)
    await page.getByTestId('review-view-thresholds').click()
  })

  await test.step('the test pictures are shown only once that was said', async () => {
    await page.getByTestId('split-test').click()
    await expect(page.getByText('Looking at the test set spends it')).toBeVisible()
    await expect(page.getByTestId('split-val')).toHaveAttribute('data-state', 'on')
    await page.getByTestId('show-test').click()
    await expect(page.getByTestId('split-test')).toHaveAttribute('data-state', 'on')
    await expect(page.getByTestId('keep-thresholds')).toBeDisabled()
    await page.getByTestId('split-val').click()
    await expect(page.getByTestId('keep-thresholds')).toBeEnabled()
  })

  await test.step('the export carries thresholds and temperature', async () => {
    await page.getByTestId('rail-export').click()
    await page.getByTestId('export-onnx').click()
    await expect(page.getByTestId('export-report')).toBeVisible({ timeout: 120_000 })
    const folder = readdirSync(dialogFolder, { withFileTypes: true }).find((entry) => entry.isDirectory())
    const manifest = JSON.parse(readFileSync(join(dialogFolder, folder?.name ?? '', 'manifest.json'), 'utf8'))
    expect(manifest.thresholds.chosenFor).toEqual({ kind: 'hand' })
    expect(manifest.thresholds.perClass[0].threshold).toBe(0.33)
    expect(manifest.calibration.temperature).toBeGreaterThan(0)
    const card = readFileSync(join(dialogFolder, folder?.name ?? '', 'MODEL_CARD.md'), 'utf8')
    expect(card).toContain('set by hand')
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
