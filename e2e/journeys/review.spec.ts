import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { dragOn } from '../support/mouse'
import { judged } from '../support/onScreen'
import { setSlider } from '../support/slider'
import { chooseEpochs, train } from '../support/steps'

/** Enough for mistakes of several kinds on the sample. */
const EPOCHS = 6

test('go through the mistakes of a run, by mouse and by keyboard alone', async () => {
  test.setTimeout(15 * 60_000)
  const studio = await launchStudio()
  const { page } = studio
  const current = page.locator('.crop-strip [aria-selected="true"]')
  const factsOfCurrent = page.getByTestId('review-canvas').locator('.review-facts')

  await test.step('train on the sample', async () => {
    await page.getByTestId('open-sample').click()
    await expect(page.getByTestId('room-label')).toBeVisible({ timeout: 60_000 })
    await chooseEpochs(page, EPOCHS)
    await train(page)
    await page.getByTestId('review-run').click()
    await expect(page.getByTestId('review-canvas')).toBeVisible({ timeout: 30_000 })
    await setSlider(page, page.getByTestId('threshold'), 0.1)
    await expect(page.getByTestId('cause-background')).toContainText('AP50')
  })

  await test.step('by mouse: filter, grid, list, and back to the canvas', async () => {
    await page.getByTestId('layout-grid').click()
    await expect(page.getByTestId('error-crop').first()).toBeVisible()
    await page.getByTestId('cause-background').click()
    const all = Number((await page.getByTestId('error-count').textContent())?.replaceAll('\u202f', ''))
    await expect(page.getByTestId('shown-count')).not.toHaveText(`${all} shown`)
    await page.getByTestId('error-crop').nth(1).click()
    await expect(page.getByTestId('error-crop').nth(1)).toHaveAttribute('aria-selected', 'true')
    await page.getByTestId('layout-list').click()
    await expect(page.getByTestId('error-row').nth(1)).toHaveAttribute('aria-selected', 'true')
    await page.getByTestId('error-row').nth(2).dblclick()
    await expect(page.getByTestId('review-canvas')).toBeVisible()
    await expect(current).toHaveCount(1)
  })

  await test.step('by mouse: a hard negative with a weight, and a label accepted', async () => {
    await page.getByTestId('mark-weight').fill('8')
    await page.keyboard.press('Enter')
    await page.getByTestId('verdict-hard-negative').click()
    await expect(page.getByText('1 hard negative', { exact: true })).toBeVisible()
    await page.getByTestId('verdict-accept').click()
    await expect(page.getByText('1 accepted, 1 hard negative')).toBeVisible()
    expect(await judged(page)).toBe(2)
  })

  await test.step('by mouse: edit the box of a detection before it becomes a label', async () => {
    await page.getByTestId('review.edit').click()
    await expect(page.getByTestId('editing-what')).toHaveText('Editing the detection')
    await dragOn(page, page.getByTestId('picture-canvas'), { x: 0.5, y: 0.5 }, { x: 0.53, y: 0.52 })
    await page.getByTestId('save-edit').click()
    await expect(page.getByText('1 mended')).toBeVisible()
    expect(await judged(page)).toBe(3)
  })

  await test.step('by keyboard: every verdict, its undo, and on by itself', async () => {
    const before = (await factsOfCurrent.textContent()) ?? ''
    expect(before).toContain('.jpg')
    await page.keyboard.press('x')
    expect(await judged(page)).toBe(4)
    await page.keyboard.press('n')
    await page.keyboard.press('5')
    await page.keyboard.press('g')
    await expect(page.getByText(/2 hard negatives, 1 rejected, 1 ignored/)).toBeVisible()
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Control+z')
      await page.waitForTimeout(300)
    }
    await expect(page.getByText('1 accepted, 1 mended, 1 hard negative', { exact: true })).toBeVisible()
    await expect(factsOfCurrent).toHaveText(before)
    await page.keyboard.press('x')
    await expect(page.getByText(/1 rejected/)).toBeVisible()
  })

  await test.step('by keyboard: nudge a box, choose its class, save', async () => {
    await page.keyboard.press('e')
    await expect(page.getByTestId('editing-what')).toBeVisible()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('c')
    await expect(page.getByTestId('class-picker')).toBeVisible()
    await page.keyboard.press('2')
    await expect(page.getByTestId('class-picker')).toBeHidden()
    await page.keyboard.press('Enter')
    await expect(page.getByText(/2 mended/)).toBeVisible()
    await page.keyboard.press('e')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('review-canvas')).toHaveAttribute('data-editing', 'false')
  })

  let all = ''
  await test.step('by keyboard: the grid by arrows, Enter opens, all shown again', async () => {
    await page.keyboard.press('q')
    await expect(page.getByTestId('error-grid')).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('review-canvas')).toBeVisible()
    await page.keyboard.press('Shift+F')
    all = (await page.getByTestId('error-count').textContent()) ?? ''
    await expect(page.getByTestId('shown-count')).toHaveText(`${all} shown`)
  })

  await test.step('the test set is shown only when it is asked for', async () => {
    await page.getByTestId('split-test').click()
    await expect(page.getByTestId('split-ask')).toBeVisible()
    await page.getByTestId('show-test').click()
    await expect(page.getByTestId('split-ask')).toBeHidden()
    await page.getByTestId('split-val').click()
    await expect(page.getByTestId('review-canvas')).toBeVisible()
    // Another split starts at the run's own threshold.
    await setSlider(page, page.getByTestId('threshold'), 0.1)
    await expect(page.getByTestId('error-count')).toHaveText(all)
  })

  await test.step('verdicts and filters outlive a restart', async () => {
    await page.getByTestId('filter-verdict-judged').click()
    const shown = await page.getByTestId('shown-count').textContent()
    const { userData } = studio
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
    await studio.app.close()
    const again = await launchStudio({ userData })
    await again.page.getByTestId('recent-project').first().click()
    await expect(again.page.getByTestId('room-label')).toBeVisible({ timeout: 60_000 })
    await again.page.getByTestId('rail-review').click()
    await expect(again.page.getByTestId('filter-verdict-judged')).toHaveAttribute('aria-pressed', 'true')
    await setSlider(again.page, again.page.getByTestId('threshold'), 0.1)
    await expect(again.page.getByTestId('shown-count')).toHaveText(shown ?? '')
    await expect(again.page.getByText(/2 mended/)).toBeVisible()
    expect(await again.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
    await again.close()
  })
})
