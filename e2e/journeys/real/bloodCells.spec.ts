import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { launchStudio } from '../../launch'
import { cli, expectCliAgrees, type ListedErrors } from '../../support/cli'
import { look } from '../../support/look'
import { dragOn, dragSlider } from '../../support/mouse'
import {
  changeCounts,
  countedFigures,
  countsAsListed,
  countsByKind,
  expectCellOpen,
  judged,
  numberIn,
  settledCounts,
  tally,
} from '../../support/onScreen'
import { copyPictures, skipWithout } from '../../support/realData'
import { chooseEpochs, exportAndRun, markHardNegative, train, waitForRun } from '../../support/steps'
import { test } from '../../support/trainedTest'

const NUM_UNLABELLED = 3
test.use({
  recipe: { set: 'bccd-blood-cells', numLabelled: 60, numUnlabelled: NUM_UNLABELLED, epochs: 3 },
})
skipWithout('bccd-blood-cells')

test('open a folder of real blood cells, train, review and export', async () => {
  test.setTimeout(15 * 60_000)
  const pictures = mkdtempSync(join(tmpdir(), 'focal-cells-'))
  copyPictures('bccd-blood-cells', pictures, { numLabelled: 60 })
  const studio = await launchStudio({
    dialogs: (folder) => ({ 'project.open': pictures, 'models.export': folder }),
  })
  const { page } = studio

  await test.step('open the folder: pictures and their labels come in', async () => {
    await page.getByTestId('open-folder').click()
    await expect(page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByTestId('class-row')).toHaveCount(3)
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown')
  })
  await test.step('train', async () => {
    await chooseEpochs(page, 3)
    await train(page)
  })
  await test.step('a false positive becomes a hard negative', () => markHardNegative(page))
  await test.step('export, and run the file outside the app', () => exportAndRun(studio))

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})

test('by mouse: mend what a run on blood cells gets wrong, train again, and see what came of it', async ({
  trained,
}) => {
  test.setTimeout(12 * 60_000)
  const { folder } = trained
  let studio = await launchStudio({ dialogs: () => ({ 'project.open': folder }) })
  let { page } = studio
  const crops = () => page.locator('.crop-strip [aria-selected="true"]')

  await test.step('the queue of the run: kinds with what each costs', async () => {
    await page.getByTestId('open-folder').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    await page.getByTestId('rail-review').click()
    await expect(page.getByTestId('review-canvas')).toBeVisible({ timeout: 30_000 })
    await dragSlider(page, page.getByTestId('threshold'), 0.15)
    await expect(page.getByTestId('cause-background')).toContainText('AP50')
    const counts = await settledCounts(page)
    for (const kind of ['background', 'missed', 'localization', 'class'] as const)
      expect(counts[kind], kind).toBeGreaterThan(0)
    await look(page, 'review-canvas')
  })

  await test.step('filters combine, and stay while one is elsewhere', async () => {
    const { background } = await countsByKind(page)
    await page.getByTestId('cause-background').click()
    await expect(page.getByTestId('shown-count')).toHaveText(`${background} shown`)
    const cells = page.getByTestId('filter-class-RBC')
    const both = await numberIn(cells.locator('.faint'))
    expect(both).toBeLessThanOrEqual(background)
    await cells.click()
    await expect(page.getByTestId('shown-count')).toHaveText(`${both} shown`)
    await page.getByTestId('rail-label').click()
    await expect(page.getByTestId('room-label')).toBeVisible()
    await page.getByTestId('rail-review').click()
    await expect(page.getByTestId('shown-count')).toHaveText(`${both} shown`)
    await cells.click()
    await expect(page.getByTestId('shown-count')).toHaveText(`${background} shown`)
  })

  await test.step('the same mistakes as a grid, as a list and on the canvas', async () => {
    await page.getByTestId('layout-grid').click()
    await page.getByTestId('error-crop').nth(1).click()
    await expect(page.getByTestId('error-crop').nth(1)).toHaveAttribute('aria-selected', 'true')
    await look(page, 'review-grid')
    await page.getByTestId('layout-list').click()
    await expect(page.getByTestId('error-row').nth(1)).toHaveAttribute('aria-selected', 'true')
    for (const row of await page.getByTestId('error-row').all())
      await expect(row.locator('span').first()).toHaveText('Background')
    await look(page, 'review-list')
    await page.getByTestId('error-row').first().dblclick()
    await expect(page.getByTestId('review-canvas')).toBeVisible()
    await expect(crops()).toHaveCount(1)
  })

  await test.step('hard negative with a weight, reject, ignore, accept; undo the last', async () => {
    await page.getByTestId('mark-weight').click()
    await page.keyboard.type('8')
    await page.keyboard.press('Enter')
    await page.getByTestId('verdict-hard-negative').click()
    await page.getByTestId('verdict-reject').click()
    await page.getByTestId('verdict-ignore').click()
    await page.getByTestId('verdict-accept').click()
    const all = page.getByText('1 accepted, 1 hard negative, 1 rejected, 1 ignored', { exact: true })
    await expect(all).toBeVisible()
    await page.getByTestId('review-undo').click()
    await expect(page.getByText('1 hard negative, 1 rejected, 1 ignored', { exact: true })).toBeVisible()
    await page.getByTestId('verdict-accept').click()
    await expect(all).toBeVisible()
    expect(await judged(page)).toBe(4)
  })

  await test.step('put a label in its place, and change the class of another', async () => {
    await page.getByTestId('cause-background').click()
    await page.getByTestId('cause-localization').click()
    await page.getByTestId('review.edit').click()
    await expect(page.getByTestId('editing-what')).toHaveText('Editing the label')
    await look(page, 'review-editing')
    await dragOn(page, page.getByTestId('picture-canvas'), { x: 0.5, y: 0.5 }, { x: 0.52, y: 0.51 })
    await page.getByTestId('save-edit').click()
    await expect(page.getByText(/1 mended/)).toBeVisible()
    await page.getByTestId('cause-localization').click()
    await page.getByTestId('cause-class').click()
    await page.getByTestId('review.class').click()
    await page.getByTestId('class-picker').getByText('WBC').click()
    await expect(page.getByText(/2 mended/)).toBeVisible()
    expect(await judged(page)).toBe(6)
    await page.getByTestId('cause-class').click()
  })

  const before = await countsAsListed(page)

  await test.step('all of it is in the project: the command line says the same, and so does a new window', async () => {
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
    const { userData } = studio
    await studio.app.close()
    const { errors } = await cli<ListedErrors>('errors', folder, '--run', 'run-0001', '--threshold', '0.15')
    expect(tally(errors.map(({ cause }) => cause))).toEqual(before)
    expect(tally(errors.flatMap(({ verdict }) => verdict ?? []))).toEqual({
      accept: 1,
      'hard-negative': 1,
      reject: 1,
      ignore: 1,
      mend: 2,
    })
    studio = await launchStudio({ userData })
    page = studio.page
    await page.getByTestId('recent-project').first().click()
    await expect(page.getByTestId('room-label')).toBeVisible({ timeout: 60_000 })
    await page.getByTestId('rail-review').click()
    await dragSlider(page, page.getByTestId('threshold'), 0.15)
    await expect
      .poll(() => judged(page), { message: 'verdicts are there after a restart', timeout: 15_000 })
      .toBe(6)
    await expect.poll(() => countsAsListed(page)).toEqual(before)
  })

  await test.step('train again, as the first run was trained', async () => {
    await expect(page.getByTestId('train-again')).toHaveText('Train again with 6 verdicts')
    await page.getByTestId('train-again').click()
    await expect(page.getByTestId('train-button')).toBeVisible()
    await page.getByTestId('rail-compare').click()
    await page.getByRole('button', { name: 'Use its settings' }).click()
    await page.getByTestId('train-button').click()
    await waitForRun(page)
    await page.getByTestId('review-run').click()
  })

  let fates = 0
  await test.step('the report of the new run says what became of each verdict', async () => {
    await expect(page.getByTestId('fates')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByTestId('fates')).toContainText(/of 1 silenced/)
    await expect(page.getByTestId('fates-rates')).toContainText('Run 2')
    fates = await page.getByTestId('fate').count()
    expect(fates).toBeGreaterThan(1)
    await look(page, 'review-fates')
  })

  await test.step('figures: a threshold, what a cell of the confusion matrix holds, calibration', async () => {
    await page.getByTestId('review-view-thresholds').click()
    await expect(page.getByTestId('class-table')).toBeVisible({ timeout: 30_000 })
    const slider = page.getByTestId('figures-slider')
    await dragSlider(page, slider, 0.1)
    const low = await countedFigures(page)
    await dragSlider(page, slider, 0.6)
    const high = await countedFigures(page)
    expect(high.found).toBeLessThanOrEqual(low.found)
    expect(high.wrong).toBeLessThan(low.wrong)
    expect(high.found + high.missed).toBe(low.found + low.missed)
    await page.getByTestId('aim-f1').click()
    await expect(page.getByTestId('ap-intervals').locator('.interval-line').first()).toBeVisible({
      timeout: 60_000,
    })
    await expect(page.getByTestId('calibration')).toContainText(/temperature \d+\.\d\d, error 0\.\d{3}/)
    await look(page, 'figures')
    // Row and column 0 are red cells; the last column is what nothing was found of.
    const missed = page.getByTestId('cell-0-3')
    await missed.click()
    await expectCellOpen(page, missed)
    await look(page, 'figures-cell')
    await page.getByTestId('pair-0').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown')
    await look(page, 'figures-picture')
    await page.getByTestId('back-to-figures').click()
    await expect(page.getByTestId('class-table')).toBeVisible()
  })
  const apText = await page
    .getByTestId('ap-intervals')
    .locator('tbody tr')
    .first()
    .locator('td')
    .first()
    .textContent()

  await test.step('compare the two runs box by box', async () => {
    await page.getByTestId('rail-compare').click()
    await page.getByTestId('compare-view-runs').click()
    await look(page, 'compare-runs')
    await page.getByTestId('choose-run-0001').click()
    await page.getByTestId('choose-run-0002').click()
    await page.getByTestId('compare-two').click()
    await expect(page.getByTestId('change-columns')).toBeVisible({ timeout: 60_000 })
    await look(page, 'compare-pair')
  })
  const changes = await changeCounts(page)

  await test.step('open a box, and flip between the two runs', async () => {
    await page.getByTestId('change-crop').first().click()
    const canvas = page.getByTestId('pair-canvas')
    await expect(canvas).toHaveAttribute('data-side', 'b')
    await page.getByTestId('side-a').click()
    await expect(canvas).toHaveAttribute('data-side', 'a')
    await look(page, 'compare-canvas')
    await page.getByTestId('side-b').click()
    await expect(canvas).toHaveAttribute('data-side', 'b')
    await page.getByTestId('close-change').click()
    await expect(page.getByTestId('change-columns')).toBeVisible()
    await page.getByTestId('compare-view-labels').click()
    await expect(page.getByTestId('labels-sums')).toBeVisible({ timeout: 30_000 })
    await look(page, 'compare-labels')
    await page.getByTestId('compare-view-sweep').click()
    await look(page, 'compare-sweep')
  })

  let accepted = 0
  await test.step('the run proposes on the pictures without labels; some are accepted, some rejected', async () => {
    await page.getByTestId('rail-label').click()
    await page.getByTestId('propose-labels').click()
    await look(page, 'label-propose')
    await page.getByTestId('propose-unlabelled').click()
    await page.getByTestId('propose-start').click()
    await expect(page.getByText(`proposed on ${NUM_UNLABELLED} pictures`)).toBeVisible({ timeout: 60_000 })
    await page.getByTestId('image-filter').fill('has:proposals')
    // The search is answered a moment later.
    await expect(page.getByTestId('search-found')).toContainText(' of ')
    await page.getByTestId('image-row').first().click()
    await dragSlider(page, page.getByTestId('proposal-threshold'), 0.35)
    await look(page, 'label-proposals')
    const ofClass = page.getByTestId('proposed-class').first()
    accepted = await numberIn(ofClass.locator('.proposals-numbers'))
    expect(accepted).toBeGreaterThan(0)
    await ofClass.getByTestId('accept-class').click()
    await expect(page.getByTestId('boxes-here-count')).toHaveText(String(accepted))
    await page.getByTestId('image-row').nth(1).click()
    await expect(page.getByTestId('boxes-here-count')).toHaveText('0')
    const reject = page.getByTestId('reject-shown')
    await reject.click()
    // Where a box was rejected, one that stood behind it comes forward; with the last the button goes.
    await expect(async () => {
      const isOffered = (await reject.isVisible()) && (await reject.isEnabled())
      if (isOffered) await reject.click()
      expect(isOffered).toBe(false)
    }).toPass()
    await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
  })

  await test.step('the command line says the same of all of it', async () => {
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
    await studio.close()
    await expectCliAgrees(folder, { ap: apText, changes, fates, labelled: 61 })
  })
})
