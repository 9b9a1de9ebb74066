import { expect, type Page, test } from '@playwright/test'
import { launchStudio } from '../launch'

const rows = (page: Page) => page.getByTestId('image-row')
const field = (page: Page) => page.getByTestId('image-filter')

async function search(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  await page.keyboard.press('Enter')
}

test('pictures are sought, sorted, kept as views, flagged and chosen by mouse and by keyboard', async () => {
  test.setTimeout(4 * 60_000)
  const studio = await launchStudio({})
  const { page } = studio
  let total = 0

  await test.step('open the sample', async () => {
    await page.getByTestId('open-sample').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    const text = await page.getByText(/of \d+ reviewed/).textContent()
    total = Number(/of (\d+)/.exec(text ?? '')?.[1])
    expect(total).toBeGreaterThan(10)
  })

  await test.step('flag and write a note by keyboard; both are undone and done again', async () => {
    await page.getByTestId('add-flag').fill('blurry')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('picture-flag')).toHaveText('blurry')
    await page.getByTestId('picture-note').fill('ask Ada')
    await page.keyboard.press('Enter')
    await page.getByTestId('picture-canvas').focus()
    await page.keyboard.press('Control+z')
    await expect(page.getByTestId('picture-note')).toHaveValue('')
    await page.keyboard.press('Control+Shift+z')
    await expect(page.getByTestId('picture-note')).toHaveValue('ask Ada')
    await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
  })

  await test.step('complete a search by keyboard', async () => {
    await page.keyboard.press('/')
    await expect(field(page)).toBeFocused()
    await page.keyboard.type('fl')
    await expect(page.getByTestId('search-option').first()).toContainText('flag:')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(field(page)).toHaveValue('flag:')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await expect(field(page)).toHaveValue('flag:blurry ')
    await page.keyboard.press('Escape')
    await expect(rows(page)).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('search-found')).toHaveText(`1 of ${total} pictures`)
  })

  await test.step('what is wrong is said, and the list stays', async () => {
    await search(page, 'colour:red')
    await expect(page.getByTestId('search-problem')).toContainText('No field is called “colour”')
    await expect(rows(page)).toHaveCount(1)
    await search(page, 'flag:blurry (note:ada')
    await expect(page.getByTestId('search-problem')).toContainText('The bracket is not closed')
    await search(page, 'flag:blurry (note:ada or boxes>999)')
    await expect(page.getByTestId('search-problem')).toHaveCount(0)
    await expect(rows(page)).toHaveCount(1)
  })

  await test.step('sort by boxes both ways', async () => {
    await search(page, 'has:boxes')
    await page.getByTestId('image-order').selectOption('boxes')
    const numbers = async () =>
      (await rows(page).locator('.images-words .small').allTextContents()).map((text) =>
        Number(/(\d+) box/.exec(text)?.[1]),
      )
    await expect(async () => {
      const found = await numbers()
      expect(found.length).toBeGreaterThan(3)
      expect(found).toEqual([...found].sort((a, b) => b - a))
    }).toPass()
    await page.getByTestId('image-direction').click()
    await expect(async () => {
      const found = await numbers()
      expect(found).toEqual([...found].sort((a, b) => a - b))
    }).toPass()
  })

  await test.step('save, rename, delete a view and bring it back', async () => {
    await page.getByTestId('save-view').click()
    await page.getByTestId('view-name').fill('Fewest boxes')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view')).toHaveText(['Fewest boxes'])
    await search(page, 'state:open')
    await page.getByTestId('save-view').click()
    await page.getByTestId('view-name').fill('To do')
    await page.keyboard.press('Enter')
    await page.getByTestId('view-menu').nth(1).click()
    await page.getByText('Move forward').click()
    await expect(page.getByTestId('view')).toHaveText(['To do', 'Fewest boxes'])
    await page.getByTestId('view-menu').nth(0).click()
    await page.getByText('Rename').click()
    await page.getByTestId('view-name').fill('Left')
    await page.keyboard.press('Enter')
    await page.getByTestId('view-menu').nth(1).click()
    await page.getByText('Delete', { exact: true }).click()
    await expect(page.getByTestId('view')).toHaveText(['Left'])
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(page.getByTestId('view')).toHaveText(['Left', 'Fewest boxes'])
    await page.getByTestId('view').nth(1).click()
    await expect(field(page)).toHaveValue('has:boxes')
  })

  await test.step('a list does not change under the hand; a hint offers to refresh it', async () => {
    await page.getByTestId('image-order').selectOption('path')
    await search(page, 'reviewed:yes')
    await expect(page.getByTestId('search-found')).toContainText(' of ')
    const before = await rows(page).count()
    expect(before).toBeGreaterThan(2)
    await rows(page).first().click()
    await page.getByTestId('picture-canvas').focus()
    await page.keyboard.press('Space')
    await expect(page.getByTestId('search-newer')).toContainText('1 changed')
    await expect(rows(page)).toHaveCount(before)
    const second = await rows(page).nth(1).getAttribute('title')
    await page.keyboard.press('d')
    await expect(page.locator('[data-testid="image-row"][aria-selected="true"]')).toHaveAttribute(
      'title',
      second ?? '',
    )
    await page.getByTestId('search-newer').click()
    await expect(page.getByTestId('search-newer')).toHaveCount(0)
    await expect(rows(page).first()).toHaveAttribute('title', second ?? '')
  })

  await test.step('choose several by keyboard and mouse, and do something with all', async () => {
    await search(page, '')
    await expect(page.getByTestId('search-found')).toHaveText(`${total} pictures`)
    await rows(page).first().click()
    await page.getByTestId('image-list').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByTestId('bulk-count')).toHaveText('3 pictures chosen')
    await rows(page)
      .nth(4)
      .click({ modifiers: ['Control'] })
    await expect(page.getByTestId('bulk-count')).toHaveText('4 pictures chosen')
    await page.getByTestId('bulk-flag').fill('night')
    await page.keyboard.press('Enter')
    await page.getByTestId('bulk-split').selectOption('test')
    await expect(page.getByText('4 pictures in test')).toBeVisible()
    await search(page, 'flag:night split:test')
    await expect(rows(page)).toHaveCount(4)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(page.getByTestId('search-newer')).toBeVisible()
    await page.getByTestId('image-list').focus()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('bulk-bar')).toHaveCount(0)
  })

  await test.step('the grid shows the same pictures', async () => {
    await search(page, '')
    await page.getByTestId('toggle-grid').click()
    await expect(rows(page).first()).toHaveClass(/images-tile/)
    await rows(page).first().click()
    await page.getByTestId('image-list').focus()
    await page.keyboard.press('ArrowRight')
    await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true')
    await page.getByTestId('search-help').click()
    await expect(page.getByText('Searching pictures')).toBeVisible()
    await page.keyboard.press('Escape')
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
