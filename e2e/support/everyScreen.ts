import { copyFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio, type Studio } from '../launch'
import { madeUpPredictions } from './otherDetector'

/** Sheets that open over Label, each with its key. */
const sheets = [
  ['Command palette', 'Control+k'],
  ['Shortcuts', '?'],
  ['Keys', 'Control+Comma'],
  ['Classes', 'Control+Shift+e'],
  ['Import', 'Control+Shift+l'],
  ['Export labels', 'Control+Alt+e'],
  ['Backups', 'Control+Alt+b'],
  ['Frames of a video', 'Control+Alt+v'],
  ['Propose labels', 'p'],
] as const

/** Looks at the screen as it is, and leaves it as it was. */
export type Visit = (screen: string) => Promise<void>

/** The studio with all that the walk's dialogs choose. */
export async function launchForWalk(): Promise<Studio> {
  const studio = await launchStudio({
    dialogs: (folder) => ({
      'predictions.file': join(folder, 'other detector.json'),
      'project.import.file': join(folder, 'labels.json'),
      'project.import.video': join(folder, 'clip.mp4'),
    }),
    // No ffmpeg is found there.
    env: { PATH: '/nowhere' },
  })
  const { dialogFolder } = studio
  const labels = {
    images: [{ id: 1, file_name: 'a.png' }],
    categories: [{ id: 1, name: 'Nut' }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [10, 10, 40, 40] }],
  }
  writeFileSync(join(dialogFolder, 'labels.json'), JSON.stringify(labels))
  copyFileSync(
    resolve(import.meta.dirname, '../../fixtures/coco-detector/picture.png'),
    join(dialogFolder, 'a.png'),
  )
  writeFileSync(join(dialogFolder, 'clip.mp4'), '')
  return studio
}

/** Goes through every room, its views and every sheet, from the first start on, and calls `visit` on each. */
export async function walkEveryScreen({ page, userData, dialogFolder }: Studio, visit: Visit): Promise<void> {
  await test.step('without a project', async () => {
    await expect(page.getByTestId('open-sample')).toBeVisible()
    await visit('Welcome')
  })

  await test.step('Label', async () => {
    await page.getByTestId('open-sample').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    await visit('Label')
    await page.keyboard.press('Control+a')
    await visit('Label with boxes selected')
    await page.keyboard.press('Escape')
  })

  await test.step('what lies over a screen', async () => {
    const opener = page.getByTestId('open-keys')
    for (const [name, keys] of sheets) {
      await opener.focus()
      await page.keyboard.press(keys)
      await expect(page.getByRole('dialog')).toBeVisible({ timeout: 30_000 })
      await visit(name)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await expect(opener, `after ${name}`).toBeFocused()
    }
  })

  await test.step('what Label shows beside the picture', async () => {
    await page.keyboard.press('Shift+b')
    await visit('Picture and snapping')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+b')
    await expect(page.getByTestId('propagate-card')).toBeVisible()
    await visit('Propagate')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByTestId('toggle-label.right.history').click()
    await page.getByTestId('toggle-label.right.pace').click()
    await page.keyboard.press('Control+Shift+g')
    await page.keyboard.press('/')
    await page.keyboard.type('nosuch:3')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('search-problem')).toBeVisible()
    await visit('Label: a grid, history, pace, a search that cannot be read')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+g')
    await page.getByTestId('project-menu').click()
    await visit('Project menu')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('project-menu')).toBeFocused()
  })

  await test.step('rooms that have nothing to show yet', async () => {
    for (const room of ['review', 'compare', 'export']) {
      await page.getByTestId(`rail-${room}`).click()
      await visit(`${room}, empty`)
    }
  })

  await test.step('Train, with every section open', async () => {
    await page.getByTestId('rail-train').click()
    await expect(page.getByTestId('train-button')).toBeVisible()
    const closed = page.locator('.settings .panel-section-toggle[aria-expanded="false"]')
    while ((await closed.count()) > 0) await closed.first().click()
    await visit('Train')
    await page.getByTestId('settings-filter').fill('gamma')
    await visit('Train, settings that were searched for')
    await page.getByTestId('settings-filter').fill('')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+p')
    await expect(page.getByTestId('split-panel')).toBeVisible()
    await visit('Train, splits')
    await page.keyboard.press('Escape')
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
      await visit(`Compare, ${await views.nth(i).textContent()}`)
    }
    await page.getByTestId('rail-review').click()
    await expect(page.getByTestId('review-canvas')).toBeVisible({ timeout: 30_000 })
    const reviewViews = page.locator('[data-testid^="review-view-"]')
    expect(await reviewViews.count()).toBeGreaterThan(2)
    for (let i = 0; i < (await reviewViews.count()); i++) {
      await reviewViews.nth(i).click()
      await visit(`Review, ${await reviewViews.nth(i).textContent()}`)
    }
  })
}
