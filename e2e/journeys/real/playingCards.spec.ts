import { expect } from '@playwright/test'
import { launchStudio } from '../../launch'
import { cli, expectCliAgrees, type ListedErrors } from '../../support/cli'
import { pressByKey, switchByKey, tabTo, typeInto, watchMouse } from '../../support/keyboard'
import {
  changeCounts,
  countedFigures,
  countsAsListed,
  countsByKind,
  expectCellOpen,
  judged,
  settledCounts,
  tally,
} from '../../support/onScreen'
import { skipWithout } from '../../support/realData'
import { setSlider } from '../../support/slider'
import { waitForRun } from '../../support/steps'
import { test } from '../../support/trainedTest'

const NUM_UNLABELLED = 4
test.use({ recipe: { set: 'playing-cards', numLabelled: 80, numUnlabelled: NUM_UNLABELLED, epochs: 5 } })
skipWithout('playing-cards')

test('by keyboard alone: mend what a run on playing cards gets wrong, train again, and see what came of it', async ({
  trained,
}) => {
  test.setTimeout(12 * 60_000)
  const { folder } = trained
  let studio = await launchStudio({ dialogs: () => ({ 'project.open': folder }) })
  let { page } = studio
  let mouse = await watchMouse(page)

  await test.step('open the project, and the queue of its run', async () => {
    await page.keyboard.press('Control+o')
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    await page.keyboard.press('Control+3')
    await expect(page.getByTestId('review-canvas')).toBeVisible({ timeout: 30_000 })
    await tabTo(page, page.getByTestId('threshold'))
    await setSlider(page, page.getByTestId('threshold'), 0.2)
    const counts = await settledCounts(page)
    for (const kind of ['missed', 'class'] as const) expect(counts[kind], kind).toBeGreaterThan(0)
  })

  await test.step('filters combine, and stay while one is elsewhere', async () => {
    const counts = await countsByKind(page)
    await pressByKey(page, page.getByTestId('cause-class'))
    await expect(page.getByTestId('shown-count')).toHaveText(`${counts.class} shown`)
    await pressByKey(page, page.getByTestId('cause-missed'))
    await expect(page.getByTestId('shown-count')).toHaveText(`${counts.class + counts.missed} shown`)
    await pressByKey(page, page.getByTestId('cause-class'))
    await expect(page.getByTestId('shown-count')).toHaveText(`${counts.missed} shown`)
    await page.keyboard.press('Control+1')
    await expect(page.getByTestId('room-label')).toBeVisible()
    await page.keyboard.press('Control+3')
    await expect(page.getByTestId('shown-count')).toHaveText(`${counts.missed} shown`)
    await page.keyboard.press('Shift+F')
    await expect(page.getByTestId('shown-count')).toHaveText(
      `${await page.getByTestId('error-count').textContent()} shown`,
    )
  })

  await test.step('the same mistakes as a grid, as a list and on the canvas', async () => {
    await pressByKey(page, page.getByTestId('cause-class'))
    await blur()
    await page.keyboard.press('q')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('error-crop').nth(1)).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('q')
    await expect(page.getByTestId('error-row').nth(1)).toHaveAttribute('aria-selected', 'true')
    for (const row of await page.getByTestId('error-row').all())
      await expect(row.locator('span').first()).toHaveText('Wrong class')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('review-canvas')).toBeVisible()
  })

  await test.step('a verdict a key, each goes on by itself; undo', async () => {
    await page.keyboard.press('n')
    await page.keyboard.press('8')
    await page.keyboard.press('x')
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    const three = page.getByText('1 mended, 1 hard negative, 1 rejected, 1 ignored', { exact: true })
    await expect(three).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('1 hard negative, 1 rejected, 1 ignored', { exact: true })).toBeVisible()
    await page.keyboard.press('m')
    await expect(three).toBeVisible()
    expect(await judged(page)).toBe(4)
  })

  await test.step('put a label in its place, and give another one its class', async () => {
    await page.keyboard.press('e')
    await expect(page.getByTestId('editing-what')).toHaveText('Editing the label')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/2 mended/)).toBeVisible()
    await page.keyboard.press('c')
    await expect(page.getByTestId('class-picker')).toBeVisible()
    await page.keyboard.type('ace')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/3 mended/)).toBeVisible()
    await page.keyboard.press('Shift+F')
    await pressByKey(page, page.getByTestId('cause-missed'))
    await blur()
    await page.keyboard.press('a')
    await expect(page.getByText(/^1 accepted, 3 mended/)).toBeVisible()
    await page.keyboard.press('Shift+F')
    expect(await judged(page)).toBe(7)
  })

  const before = await countsAsListed(page)
  const verdicts = { accept: 1, mend: 3, 'hard-negative': 1, reject: 1, ignore: 1 }

  await test.step('all of it is in the project: the command line says the same, and so does a new window', async () => {
    await expectNoMouse()
    const { userData } = studio
    await studio.kill()
    const { errors } = await cli<ListedErrors>('errors', folder, '--run', 'run-0001', '--threshold', '0.2')
    expect(tally(errors.map(({ cause }) => cause))).toEqual(before)
    expect(tally(errors.flatMap(({ verdict }) => verdict ?? []))).toEqual(verdicts)
    studio = await launchStudio({ userData, dialogs: () => ({ 'project.open': folder }) })
    page = studio.page
    mouse = await watchMouse(page)
    await pressByKey(page, page.getByTestId('recent-project').first())
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    await page.keyboard.press('Control+3')
    await tabTo(page, page.getByTestId('threshold'))
    await setSlider(page, page.getByTestId('threshold'), 0.2)
    await expect.poll(() => judged(page)).toBe(7)
    await expect.poll(() => countsAsListed(page)).toEqual(before)
  })

  await test.step('train again, as the first run was trained', async () => {
    await page.keyboard.press('Control+4')
    await pressByKey(page, page.getByRole('button', { name: 'Use its settings' }))
    await expect(page.getByTestId('train-button')).toBeEnabled()
    await page.keyboard.press('Control+Enter')
    await waitForRun(page)
    await pressByKey(page, page.getByTestId('review-run'))
  })

  let fates = 0
  await test.step('the report of the new run says what became of each verdict', async () => {
    await expect(page.getByTestId('fates')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByTestId('fates')).toContainText(/of 1 silenced/)
    fates = await page.getByTestId('fate').count()
    expect(fates).toBeGreaterThan(1)
  })

  await test.step('figures: a threshold, what a cell of the confusion matrix holds, calibration', async () => {
    await switchByKey(page, page.getByTestId('review-view-thresholds'))
    await expect(page.getByTestId('class-table')).toBeVisible({ timeout: 30_000 })
    const slider = page.getByTestId('figures-slider')
    await tabTo(page, slider)
    await setSlider(page, slider, 0.1)
    const low = await countedFigures(page)
    await setSlider(page, slider, 0.6)
    const high = await countedFigures(page)
    expect(high.found).toBeLessThanOrEqual(low.found)
    expect(high.wrong).toBeLessThan(low.wrong)
    expect(high.found + high.missed).toBe(low.found + low.missed)
    await page.keyboard.press('Alt+c')
    await expect(page.getByTestId('aim-cost')).toHaveAttribute('aria-pressed', 'true')
    await typeInto(page, page.getByTestId('miss-cost'), '20')
    await page.keyboard.press('Alt+f')
    await expect(page.getByTestId('aim-f1')).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByTestId('ap-intervals').locator('.interval-line').first()).toBeVisible({
      timeout: 60_000,
    })
    await expect(page.getByTestId('calibration')).toContainText(/temperature \d+\.\d\d, error 0\.\d{3}/)
    const cell = page.locator('[data-testid^=cell-]:enabled').first()
    await pressByKey(page, cell)
    await expectCellOpen(page, cell)
    await expect(page.getByTestId('pair-0')).toBeVisible()
    await pressByKey(page, page.getByRole('listbox', { name: 'Pairs of the cell' }))
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('class-table')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('pair-0')).toBeHidden()
  })
  const ap = await page.getByTestId('ap-intervals').locator('tbody td').first().textContent()

  let changes: Record<string, number> = {}
  await test.step('compare the two runs box by box, flip between them while a key is held', async () => {
    await page.keyboard.press('Control+4')
    await page.keyboard.press('1')
    await expect(page.getByTestId('run-row')).toHaveCount(2)
    await page.keyboard.press('x')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('x')
    await page.keyboard.press('c')
    await expect(page.getByTestId('change-columns')).toBeVisible({ timeout: 60_000 })
    changes = await changeCounts(page)
    await pressByKey(page, page.getByTestId('change-crop').first())
    const canvas = page.getByTestId('pair-canvas')
    await expect(canvas).toHaveAttribute('data-side', 'b')
    await page.keyboard.down('z')
    await expect(canvas).toHaveAttribute('data-side', 'a')
    await page.keyboard.up('z')
    await expect(canvas).toHaveAttribute('data-side', 'b')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('change-columns')).toBeVisible()
  })

  let accepted = 0
  await test.step('the run proposes on the pictures without labels; one by one they become labels or go', async () => {
    await page.keyboard.press('Control+1')
    await page.keyboard.press('p')
    await pressByKey(page, page.getByTestId('propose-start'))
    await expect(page.getByText(`proposed on ${NUM_UNLABELLED} pictures`)).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('/')
    await page.keyboard.type('has:proposals')
    await expect(page.getByTestId('search-found')).toContainText(' of ')
    await blur()
    // The pictures with proposals lie behind the one in sight, or before it.
    const count = page.getByTestId('proposals-count')
    await page.keyboard.press('d')
    if ((await count.textContent()) === '') await page.keyboard.press('a')
    await expect(count).not.toHaveText('')
    const undo = page.getByTestId('undo')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('boxes-here-count')).toHaveText('1')
    accepted = 1
    if ((await count.textContent()) !== '') {
      // Where a box was rejected, one that stood behind it may come forward: the count alone tells nothing.
      await page.keyboard.press('x')
      await expect(undo).toHaveAttribute('aria-label', /^Undo: Reject/)
      await page.keyboard.press('Control+z')
      await expect(undo).toHaveAttribute('aria-label', /^Undo: Accept/)
    }
    await page.keyboard.press('Shift+X')
    await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
  })

  await test.step('the command line says the same of all of it', async () => {
    await expectNoMouse()
    await studio.close()
    await expectCliAgrees(folder, { ap, changes, fates, labelled: 80 + accepted })
  })

  /** Puts the keyboard back on the room, as Escape in a field does. */
  async function blur(): Promise<void> {
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  }

  async function expectNoMouse(): Promise<void> {
    expect(await mouse(), 'presses of a mouse').toBe(0)
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  }
})
