import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { dragOn } from '../support/mouse'
import { changeCounts } from '../support/onScreen'
import { madeUpPredictions } from '../support/otherDetector'
import { chooseEpochs } from '../support/steps'

const SWEEP_MS = 8 * 60_000

test('sweep, compare two runs box by box, look at the labels they saw, import another detector', async () => {
  test.setTimeout(15 * 60_000)
  const studio = await launchStudio({
    dialogs: (folder) => ({ 'predictions.file': join(folder, 'other detector.json') }),
  })
  const { page, userData, dialogFolder } = studio
  const rows = page.getByTestId('run-row')

  await test.step('open the sample project; there is nothing to compare yet', async () => {
    await page.getByTestId('open-sample').click()
    await expect(page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
    // An opened project ends in Label; a key that is quicker is overtaken by that.
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown')
    await page.keyboard.press('Control+4')
    await expect(page.getByTestId('compare-nothing')).toBeVisible()
  })

  await test.step('set up a sweep by keyboard, start it, pause it after its first run', async () => {
    await chooseEpochs(page, 2)
    await page.keyboard.press('Control+4')
    await page.keyboard.press('4')
    await page.getByTestId('sweep-values-0').fill('0, 2')
    await page.getByTestId('sweep-seeds').fill('1')
    await page.getByTestId('sweep-seeds').blur()
    await expect(page.getByTestId('sweep-plan')).toHaveText(/^2 runs; /)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByTestId('sweep-pause')).toBeVisible()
    await expect(page.getByTestId('job')).toContainText('Sweep')
    await expect(page.getByTestId('pareto-point')).toHaveCount(1, { timeout: SWEEP_MS })
    await page.keyboard.press('p')
    await expect(page.getByTestId('sweep-resume')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('sweep-status')).toHaveText(/^Paused: 1 of 2 runs/)
  })

  await test.step('go on by mouse; the trade-off has both, and one of them becomes the next settings', async () => {
    await page.getByTestId('sweep-resume').click()
    await expect(page.getByTestId('sweep-status')).toHaveText(/^Done: 2 of 2 runs/, { timeout: SWEEP_MS })
    await expect(page.getByTestId('pareto-point')).toHaveCount(2)
    await page.getByTestId('pick-combination').nth(1).click()
    await page.getByTestId('use-combination').click()
    await expect(page.getByTestId('loss.focal.gamma')).toHaveAttribute('aria-valuenow', '2')
  })

  await test.step('name, star and annotate a run', async () => {
    await page.getByTestId('rail-compare').click()
    await page.getByTestId('compare-view-runs').click()
    await expect(rows).toHaveCount(2)
    await page.keyboard.press('F2')
    await page.getByTestId('rename-run').fill('More focus')
    await page.keyboard.press('Enter')
    await expect(rows.first()).toContainText('More focus')
    await page.keyboard.press('s')
    await expect(rows.first().getByLabel('Star More focus')).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('n')
    await page.keyboard.type('hard boxes first')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowDown')
    await expect(page.getByTestId('run-notes')).toHaveValue('')
    await page.keyboard.press('ArrowUp')
    await expect(page.getByTestId('run-notes')).toHaveValue('hard boxes first')
  })

  await test.step('compare the two, open a box, flip between them while a key is held', async () => {
    await page.keyboard.press('x')
    await page.getByTestId('choose-run-0001').click()
    await page.keyboard.press('c')
    await expect(page.getByTestId('pair-settings')).toContainText('Focus', { timeout: 60_000 })
    await expect(page.getByTestId('change-columns')).toBeVisible()
    const crops = page.getByTestId('change-crop')
    await expect(crops.first()).toBeVisible()
    const counts = Object.entries(await changeCounts(page))
    const [kind, most] = counts.reduce((a, b) => (b[1] > a[1] ? b : a))
    expect(most).toBeGreaterThan(0)
    const column = page.getByTestId(`column-${kind}`).getByTestId('change-crop')
    await column.first().focus()
    await page.keyboard.press('End')
    await expect(page.locator(':focus')).toHaveAttribute('data-at', `${most - 1}`)
    await page.keyboard.press('Home')
    await expect(page.locator(':focus')).toHaveAttribute('data-at', '0')
    await expect(column.and(page.locator('[tabindex="0"]'))).toHaveCount(1)
    await crops.first().click()
    const canvas = page.getByTestId('pair-canvas')
    await expect(canvas).toHaveAttribute('data-side', 'b')
    await page.keyboard.down('z')
    await expect(canvas).toHaveAttribute('data-side', 'a')
    await page.keyboard.up('z')
    await expect(canvas).toHaveAttribute('data-side', 'b')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('change-columns')).toBeVisible()
  })

  await test.step('labels change, and what the run saw stays', async () => {
    await page.keyboard.press('Control+1')
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown')
    await page.keyboard.press('w')
    await dragOn(page, page.getByTestId('picture-canvas'), { x: 0.42, y: 0.42 }, { x: 0.5, y: 0.52 })
    await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
    await page.keyboard.press('Control+4')
    await page.keyboard.press('1')
    await page.keyboard.press('l')
    await expect(page.getByTestId('labels-sums')).toContainText('1 added', { timeout: 30_000 })
    const count = page.getByTestId('seen-count')
    const boxes = async () => Number.parseInt((await count.textContent()) ?? '', 10)
    const seen = await boxes()
    await page.keyboard.down('z')
    await expect(page.getByTestId('seen-side')).toHaveText('Labels now')
    expect(await boxes()).toBe(seen + 1)
    await page.keyboard.up('z')
    await expect(page.getByTestId('seen-side')).toHaveText(/^Labels that .* saw$/)
  })

  await test.step('predictions of another detector come in, are a run, and can be deleted and had back', async () => {
    writeFileSync(join(dialogFolder, 'other detector.json'), JSON.stringify(madeUpPredictions(userData)))
    await page.keyboard.press('1')
    await page.keyboard.press('i')
    await expect(page.getByTestId('import-predictions')).toContainText('same name')
    await page.getByTestId('predictions-take').click()
    await expect(rows).toHaveCount(3)
    await expect(rows.first()).toContainText('imported')
    await page.keyboard.press('Delete')
    await expect(rows).toHaveCount(2)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(rows).toHaveCount(3)
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
