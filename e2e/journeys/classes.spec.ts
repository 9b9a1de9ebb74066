import { expect, type Page, test } from '@playwright/test'
import { launchStudio } from '../launch'

const option = (page: Page, name: string) => page.getByTestId('class-option').filter({ hasText: name })
const rowsOf = (page: Page) => page.getByTestId('class-row')

test('classes are merged, renamed, ordered and deleted with a preview, and undone after a restart', async () => {
  test.setTimeout(5 * 60_000)
  let studio = await launchStudio({})
  const { userData } = studio
  let { page } = studio
  await page.getByTestId('open-sample').click()
  await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })
  const names = (await rowsOf(page).locator('.class-pick').allTextContents()).map((name) => name.trim())
  const [first, second, third] = names

  await test.step('open by key, search', async () => {
    await page.getByTestId('picture-canvas').focus()
    await page.keyboard.press('Control+Shift+E')
    await page.getByTestId('class-search').fill(second.slice(0, 3))
    await expect(option(page, second)).toBeVisible()
    await page.getByTestId('class-search').fill('')
    await expect(page.getByTestId('class-option')).toHaveCount(names.length)
  })

  await test.step('merge: the preview says what changes, and it does', async () => {
    await option(page, first).click()
    await expect(page.getByTestId('class-use')).toContainText(/\d+ boxes on \d+ pictures/)
    const use = (await page.getByTestId('class-use').textContent()) ?? ''
    const boxes = /^(\d+) boxes/.exec(use)?.[1]
    await page.getByTestId('merge-into').selectOption({ label: `Merge into ${second}` })
    await expect(page.getByTestId('change-preview')).toContainText(`${boxes} boxes on`)
    await expect(page.getByTestId('change-preview')).toContainText(`become ${second}`)
    await shots(page, 'classes-merge')
    await page.getByTestId('apply-class-change').click()
    await expect(page.getByTestId('class-option')).toHaveCount(names.length - 1)
  })

  await test.step('order by key, colour, rename', async () => {
    await option(page, third).click()
    await page.getByTestId('class-list').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(page.getByTestId('class-option').first()).toContainText(third)
    await page.getByLabel('Colour 9').check({ force: true })
    await page.getByTestId('manager-name').fill('Thing renamed')
    await expect(page.getByTestId('apply-class-change')).toBeEnabled()
    await page.getByTestId('apply-class-change').click()
    await expect(option(page, 'Thing renamed')).toBeVisible()
  })

  await test.step('delete by key, with its boxes', async () => {
    await page.getByTestId('class-list').focus()
    await page.keyboard.press('Delete')
    await expect(page.getByTestId('change-preview')).toContainText('are deleted')
    // Backs out of the preview alone.
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('change-preview')).toBeHidden()
    await page.getByTestId('class-list').focus()
    await page.keyboard.press('Delete')
    await expect(page.getByTestId('change-preview')).toContainText('are deleted')
    await page.getByTestId('apply-class-change').click()
    await expect(page.getByTestId('class-option')).toHaveCount(names.length - 2)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('class-manager')).toBeHidden()
  })

  await test.step('all of it is taken back after a restart', async () => {
    await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
    await studio.kill()
    studio = await launchStudio({ userData })
    page = studio.page
    await page.getByTestId('recent-project').first().click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    await expect(rowsOf(page)).toHaveCount(names.length - 2)
    await page.getByTestId('toggle-label.right.history').click()
    await expect(page.getByTestId('history-row').first()).toContainText('Delete class Thing renamed')
    await page.getByTestId('history-row').last().click()
    await expect(rowsOf(page)).toHaveCount(names.length)
    const now = (await rowsOf(page).locator('.class-pick').allTextContents()).map((name) => name.trim())
    expect(now).toEqual(names)
    await expect(page.getByTestId('history-row').last()).toHaveAttribute('aria-current', 'step')
  })
  await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})

/** Pictures of a screen for whoever looks at it; only where a folder for them is given. */
async function shots(page: Page, name: string): Promise<void> {
  const folder = process.env.FOCAL_SHOTS
  if (folder === undefined) return
  await page.screenshot({ path: `${folder}/${name}.png` })
}
