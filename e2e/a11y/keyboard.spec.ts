import { expect, type Page, test } from '@playwright/test'
import { launchForWalk, walkEveryScreen } from '../support/everyScreen'
import { pressByKey } from '../support/keyboard'
import { keyboardProblems } from '../support/reach'

test('every control of every screen is reached by keyboard, and seen to be', async () => {
  test.setTimeout(4 * 60_000)
  const studio = await launchForWalk()
  const { page } = studio
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await walkEveryScreen(studio, async (screen) => {
    expect.soft(await keyboardProblems(page), screen).toEqual([])
  })

  await test.step('F6 goes through the parts of the window and comes round, Shift+F6 back', async () => {
    await page.getByTestId('rail-label').click()
    // A message is a part of the window while it is there.
    await expect(page.locator('.tray-card')).toHaveCount(0, { timeout: 15_000 })
    await page.getByTestId('picture-canvas').focus()
    // Tab has another meaning there, and this is said.
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('aria-description', /F6/)
    const on = await walkParts(page, 'F6')
    expect(on).toEqual(['toolbar', 'aside', 'header', 'nav', 'aside', 'application'])
    expect(await walkParts(page, 'Shift+F6')).toEqual(on.toReversed().slice(1).concat('application'))
  })

  await test.step('a card beside the picture gives the focus back', async () => {
    await page.getByTestId('tool-draw').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+b')
    await expect(page.getByTestId('propagate-count')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('tool-draw')).toBeFocused()
    await page.keyboard.press('Escape')
  })

  await test.step('a name that is written gives the focus back to its row', async () => {
    const row = page.getByTestId('class-row').first()
    for (const end of ['Escape', 'Enter']) {
      await row.getByRole('button').first().focus()
      await pressByKey(page, row.getByRole('button', { name: 'Rename' }))
      await expect(page.getByTestId('class-name')).toBeFocused()
      await page.keyboard.press(end)
      await expect(row.locator(':focus'), `after ${end}`).toHaveCount(1)
    }
  })

  await test.step('a button that has nothing more to do keeps the focus until it is left', async () => {
    await page.keyboard.press('Control+Shift+E')
    await page.getByTestId('class-option').nth(1).click()
    await page.getByTestId('class-up').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('class-up')).toBeDisabled()
    await expect(page.getByTestId('class-up')).toBeFocused()
    const order = await page.getByTestId('class-option').allTextContents()
    await page.keyboard.press('Enter')
    expect(await page.getByTestId('class-option').allTextContents()).toEqual(order)
    await page.keyboard.press('Tab')
    await expect(page.getByTestId('class-down')).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(page.getByTestId('class-up')).not.toBeFocused()
    await page.keyboard.press('Escape')
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})

/** What F6 leads to, from the canvas back to the canvas. */
async function walkParts(page: Page, key: string): Promise<string[]> {
  const parts: string[] = []
  for (let n = 0; n < 12 && parts.at(-1) !== 'application'; n++) {
    await page.keyboard.press(key)
    parts.push(
      await page.evaluate(() => {
        const part = document.activeElement?.closest('header, nav, aside, [role=toolbar], [role=application]')
        return part?.getAttribute('role') ?? part?.tagName.toLowerCase() ?? 'nothing'
      }),
    )
  }
  return parts
}
