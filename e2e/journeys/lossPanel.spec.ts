import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { setSlider } from '../support/slider'
import { chooseEpochs, train } from '../support/steps'

const GAMMA = 'loss.focal.gamma'

test('steer the loss: preset, slider, curve, differences, files of settings, and the shares of a run', async () => {
  test.setTimeout(10 * 60_000)
  const studio = await launchStudio({
    dialogs: (folder) => ({
      'training.exportSettings': join(folder, 'settings.json'),
      'training.importSettings': join(folder, 'settings.json'),
    }),
  })
  const { page, dialogFolder } = studio
  const gamma = page.getByTestId(GAMMA)
  const chip = page.getByTestId('settings').locator(`.diff-chip[data-path="${GAMMA}"]`)
  const curve = page.getByTestId('loss-curve')

  await test.step('open the sample project and its settings', async () => {
    await page.getByTestId('open-sample').click()
    await expect(page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
    await page.getByTestId('rail-train').click()
    await expect(page.getByTestId('no-profile')).toBeVisible()
    await expect(page.getByTestId('num-differences')).toHaveText('Same as')
  })

  await test.step('a preset for a problem says what it changed, and goes back in one press', async () => {
    await page.getByTestId('problem-clutteredBackground').click()
    await expect(page.getByTestId('applied')).toContainText('Cluttered background changed 4 settings')
    await expect(gamma).toHaveAttribute('aria-valuenow', '2')
    await page.getByTestId('undo-settings').click()
    await expect(page.getByTestId('applied')).toBeHidden()
    await expect(gamma).toHaveAttribute('aria-valuenow', '1')
  })

  await test.step('the slider moves the curve and makes a chip; reset takes both back', async () => {
    // 0.5 (1 - 0.9) -ln 0.9, and a hundredth of it under gamma 3
    await expect(curve).toHaveAttribute('data-easy', '0.005268')
    await setSlider(page, gamma, 3)
    await expect(curve).toHaveAttribute('data-easy', '0.00005268')
    await expect(chip).toHaveText(/Focus γ 3/)
    await page.getByTestId(`reset-${GAMMA}`).click()
    await expect(curve).toHaveAttribute('data-easy', '0.005268')
    await expect(chip).toBeHidden()
  })

  await test.step('a setting is found by its term and set by typing', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('early stop')
    const patience = page.getByTestId('number-schedule.earlyStop.patience')
    await patience.fill('7')
    await patience.press('Enter')
    await page.getByTestId('settings-filter').fill('')
    await expect(page.locator('.diff-chip[data-path="schedule.earlyStop.patience"]')).toHaveText(/7/)
  })

  await test.step('settings go out to a file and come back from it', async () => {
    await setSlider(page, gamma, 1.5)
    await page.keyboard.press('Control+Shift+E')
    await expect(page.getByText('Settings saved')).toBeVisible()
    const written = JSON.parse(readFileSync(join(dialogFolder, 'settings.json'), 'utf8')) as {
      loss: { focal: { gamma: number } }
    }
    expect(written.loss.focal.gamma).toBe(1.5)
    await page.keyboard.press('Alt+r')
    await expect(gamma).toHaveAttribute('aria-valuenow', '1')
    await page.getByTestId('settings-menu').click()
    await page.getByTestId('train.importSettings').click()
    await expect(gamma).toHaveAttribute('aria-valuenow', '1.5')
    await expect(page.getByTestId('applied')).toContainText('Settings from the file')
  })

  await test.step('a line of the plan leads to its setting', async () => {
    const choice = page.getByTestId('plan-choices').locator('[data-path]').first()
    const path = await choice.getAttribute('data-path')
    await choice.click()
    await expect(page.locator(`[data-testid^="setting-${path}"] :focus`)).toHaveCount(1)
  })

  await test.step('pictures are shown as training will show them', async () => {
    await expect(page.getByTestId('augmented').locator('image')).toHaveCount(6, { timeout: 30_000 })
    await page.getByTestId('deal-again').click()
    await expect(page.getByTestId('augmented').locator('image')).toHaveCount(6)
  })

  await test.step('train a little, and see who pays the loss', async () => {
    await chooseEpochs(page, 2)
    await train(page)
    await expect(page.getByTestId('run-settings')).toContainText('Focus γ 1.5')
    await expect(page.getByTestId('loss-profile')).toBeVisible()
    await expect(page.getByTestId('share-words')).toHaveText(/Background pays \d+\s% of the loss/)
  })

  await test.step('the weight map lies over a picture', async () => {
    await page.getByTestId('review-run').click()
    await setSlider(page, page.getByTestId('threshold'), 0.05)
    await expect(page.getByTestId('review-canvas')).toBeVisible()
    await page.keyboard.press('w')
    await expect(page.getByTestId('weight-map')).toContainText('W = (1 − p)')
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
