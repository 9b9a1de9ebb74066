import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { expectAccessible } from '../support/axe'
import { madeUpPredictions } from '../support/otherDetector'

test('every screen is one that a screen reader and low vision can use, in both themes', async () => {
  test.setTimeout(6 * 60_000)
  const studio = await launchStudio({
    dialogs: (folder) => ({ 'predictions.file': join(folder, 'other detector.json') }),
  })
  const { page, userData, dialogFolder } = studio

  await test.step('without a project', async () => {
    await expect(page.getByTestId('open-sample')).toBeVisible()
    await expectAccessible(page, 'Welcome')
  })

  await test.step('Label', async () => {
    await page.getByTestId('open-sample').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    await expectAccessible(page, 'Label')
    await page.keyboard.press('Control+a')
    await expectAccessible(page, 'Label with boxes selected')
    await page.keyboard.press('Escape')
  })

  await test.step('what lies over a screen', async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, 'Command palette')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, 'Shortcuts')
    await page.keyboard.press('Escape')
  })

  await test.step('rooms that have nothing to show yet', async () => {
    for (const room of ['review', 'compare', 'export']) {
      await page.getByTestId(`rail-${room}`).click()
      await expectAccessible(page, `${room}, empty`)
    }
  })

  await test.step('Train, with every section open', async () => {
    await page.getByTestId('rail-train').click()
    await expect(page.getByTestId('train-button')).toBeVisible()
    const closed = page.locator('details:not([open]) > summary')
    while ((await closed.count()) > 0) await closed.first().click()
    await expectAccessible(page, 'Train')
  })

  await test.step('Compare and Review, with the predictions of another detector as a run', async () => {
    writeFileSync(join(dialogFolder, 'other detector.json'), JSON.stringify(madeUpPredictions(userData)))
    await page.getByTestId('rail-compare').click()
    await page.keyboard.press('i')
    await page.getByTestId('predictions-take').click()
    await expect(page.getByTestId('run-row')).toHaveCount(1)
    const views = page.locator('[data-testid^="compare-view-"]')
    for (let i = 0; i < (await views.count()); i++) {
      await views.nth(i).click()
      await expectAccessible(page, `Compare, ${await views.nth(i).textContent()}`)
    }
    await page.getByTestId('rail-review').click()
    await expect(page.getByTestId('review-canvas')).toBeVisible({ timeout: 30_000 })
    const reviewViews = page.locator('[data-testid^="review-view-"]')
    expect(await reviewViews.count()).toBeGreaterThan(2)
    for (let i = 0; i < (await reviewViews.count()); i++) {
      await reviewViews.nth(i).click()
      await expectAccessible(page, `Review, ${await reviewViews.nth(i).textContent()}`)
    }
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
