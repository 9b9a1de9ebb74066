import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'

test('the history goes back and forward over pictures, and the pace counts what was done', async () => {
  test.setTimeout(5 * 60_000)
  const studio = await launchStudio({})
  const { page } = studio
  const rows = page.getByTestId('history-row')
  await page.getByTestId('open-sample').click()
  await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })
  await page.getByTestId('toggle-label.right.history').click()
  await page.getByTestId('toggle-label.right.pace').click()
  await expect(page.getByTestId('label-pace')).toBeVisible()

  await test.step('edits on three pictures', async () => {
    for (let i = 0; i < 3; i++) {
      await page.getByTestId('image-row').nth(i).click()
      await expect(page.getByTestId('boxes-here-count')).not.toHaveText('0')
      await page.getByTestId('picture-canvas').focus()
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Control+d')
    }
    await expect(rows).toHaveCount(4)
    await expect(rows.first()).toHaveAttribute('aria-current', 'step')
    await expect(page.getByTestId('pace-session')).not.toHaveAttribute('data-boxes', '0')
  })

  await test.step('one press takes two edits back, another brings both', async () => {
    const before = Number(await page.getByTestId('pace-session').getAttribute('data-boxes'))
    await rows.nth(2).click()
    await expect(rows.nth(2)).toHaveAttribute('aria-current', 'step')
    await expect(rows.first()).toContainText('undone')
    await expect
      .poll(async () => Number(await page.getByTestId('pace-session').getAttribute('data-boxes')))
      .toBeLessThan(before)
    await rows.first().click()
    await expect(rows.first()).toHaveAttribute('aria-current', 'step')
    await expect(page.getByTestId('pace-session')).toHaveAttribute('data-boxes', String(before))
  })

  await test.step('the panel docks on the left and its edge answers to keys', async () => {
    const edge = page.getByTestId('panel-edge-label.right')
    await edge.focus()
    await page.keyboard.press('End')
    await expect(edge).toHaveAttribute('aria-valuenow', '420')
    await edge.dblclick()
    await expect(edge).toHaveAttribute('aria-valuenow', '288')
    await edge.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Dock on the left' }).click()
    const panel = page.getByRole('complementary', { name: 'Classes and boxes' })
    await expect(panel).toHaveAttribute('data-side', 'left')
    if (process.env.FOCAL_SHOTS !== undefined)
      await page.screenshot({ path: `${process.env.FOCAL_SHOTS}/docked.png` })
    await edge.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Dock on the right' }).click()
    await expect(panel).toHaveAttribute('data-side', 'right')
    if (process.env.FOCAL_SHOTS !== undefined)
      await page.screenshot({ path: `${process.env.FOCAL_SHOTS}/history.png` })
  })
  await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')

  await test.step('sections stay closed and where they were moved, also when the page comes anew', async () => {
    const classes = page.getByTestId('section-label.right.classes')
    const proposals = page.getByTestId('section-label.right.proposals')
    await page.getByTestId('toggle-label.right.classes').click()
    await expect(page.getByTestId('class-row')).toHaveCount(0)
    await proposals.getByRole('button', { name: 'Move proposals up' }).focus()
    await page.keyboard.press('Enter')
    const isMoved = async () => {
      const [above, below] = [await proposals.boundingBox(), await classes.boundingBox()]
      return above !== null && below !== null && above.y < below.y
    }
    await expect.poll(isMoved).toBe(true)
    await page.reload()
    await expect(page.getByTestId('picture-canvas')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('class-row')).toHaveCount(0)
    await expect(page.getByTestId('label-pace')).toBeVisible()
    expect(await isMoved()).toBe(true)
    await page.getByTestId('toggle-label.right.classes').click()
    await expect(page.getByTestId('class-row')).toHaveCount(3)
  })

  await test.step('so do the settings of Train', async () => {
    await page.getByTestId('rail-train').click()
    const loss = page.getByTestId('toggle-train.right.loss.classification')
    const box = page.getByTestId('section-train.right.loss.box')
    await loss.click()
    await box.getByRole('button', { name: 'Move box loss up' }).focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('toggle-train.right.run.schedule').click()
    await page.reload()
    await page.getByTestId('rail-train').click()
    await expect(loss).toHaveAttribute('aria-expanded', 'false')
    await expect(page.getByTestId('by-hand-schedule.epochs')).toBeVisible()
    const first = page.locator('.settings .panel-section').first()
    await expect(first).toHaveAttribute('data-testid', 'section-train.right.loss.box')
  })
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
