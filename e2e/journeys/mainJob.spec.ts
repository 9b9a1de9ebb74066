import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { dragOn } from '../support/mouse'
import { recordNetwork } from '../support/netLog'
import { chooseEpochs, exportAndRun, markHardNegative, train } from '../support/steps'
import { triedToLeave } from '../support/triedToLeave'

/** Enough for the sample's shapes to be found here and there, in well under a minute on two cores. */
const EPOCHS = 6

test('label, train, review, train again and export the sample project', async () => {
  test.setTimeout(15 * 60_000)
  const studio = await launchStudio({ dialogs: (folder) => ({ 'models.export': folder }) })
  const { page } = studio
  const networkOf = await recordNetwork(studio)
  const triesBefore = triedToLeave()

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
    await chooseEpochs(page, EPOCHS)
    await train(page)
  })
  await test.step('a false positive becomes a hard negative', () => markHardNegative(page))
  await test.step('train again with it, from where the first run ended', async () => {
    await page.getByTestId('train-again').click()
    await page.getByTestId('start-from').selectOption('run-0001')
    await train(page)
    await expect(page.getByTestId('run-settings').locator('[data-path="startFrom"]')).toContainText(
      'run-0001',
    )
    await page.getByTestId('review-run').click()
    await expect(page.getByTestId('marks-silenced')).toHaveText(/of 1 silenced/)
  })
  await test.step('export, and run the file outside the app', () => exportAndRun(studio))

  await test.step('row 14: nothing of all this touched the network', async () => {
    expect(await networkOf()).toEqual([])
    expect(triedToLeave()).toEqual(triesBefore)
  })
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
