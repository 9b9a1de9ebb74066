import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { launchStudio, type Studio } from '../launch'
import { askMain } from '../support/askMain'
import { dragOn } from '../support/mouse'

/** A key as a keyboard of another layout sends it: the place and what it types. */
function pressPlace(page: Page, code: string, key: string, extra: { isComposing?: boolean } = {}) {
  return page.evaluate(
    ([code, key, extra]) => {
      const init = { code, key, bubbles: true, cancelable: true, ...extra }
      const target = document.activeElement ?? document.body
      target.dispatchEvent(new KeyboardEvent('keydown', init))
      target.dispatchEvent(new KeyboardEvent('keyup', init))
    },
    [code, key, extra] as const,
  )
}

/** An entry of the menu as main has it. */
function menuItem({ app }: Studio, id: string) {
  return askMain(
    app,
    ({ Menu }, id: string) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(id)
      if (!item) return null
      const { label, accelerator, registerAccelerator, enabled, checked } = item
      return { label, accelerator, registerAccelerator, enabled, checked }
    },
    id,
  )
}

let numClicks = 0

/** Clicks an entry of the menu: once, though main may be asked twice. */
function clickMenu({ app }: Studio, id: string) {
  return askMain(
    app,
    ({ Menu }, { id, click }) => {
      if (Number(Reflect.get(globalThis, 'lastClick') ?? 0) >= click) return
      Reflect.set(globalThis, 'lastClick', click)
      Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
    },
    { id, click: ++numClicks },
  )
}

test('other keys: those of CVAT, one of their own, and what they share', async () => {
  test.setTimeout(6 * 60_000)
  const studio = await launchStudio({ dialogs: (folder) => ({ 'keys.export': join(folder, 'keys.json') }) })
  const { page } = studio
  await page.getByTestId('open-sample').click()
  await expect(page.getByTestId('picture-canvas')).toBeVisible({ timeout: 60_000 })
  const place = page.locator('[data-testid=image-row][aria-selected=true]')
  const canvas = page.getByTestId('picture-canvas')

  await test.step('choose the keys of CVAT by keyboard alone', async () => {
    await page.keyboard.press('Control+,')
    await expect(page.getByTestId('key-editor')).toBeVisible()
    await page.getByTestId('key-preset').focus()
    // One letter: on a slow machine a list takes letters that come late for a new search.
    await page.keyboard.type('C')
    await expect(page.getByTestId('key-preset')).toHaveValue('cvat')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('key-editor')).toBeHidden()
  })

  await test.step('label with them', async () => {
    const first = await place.textContent()
    await page.keyboard.press('f')
    await expect(place).not.toHaveText(first ?? '')
    await page.keyboard.press('d')
    await expect(place).toHaveText(first ?? '')
    const count = page.getByTestId('boxes-here-count')
    const before = Number(await count.textContent())
    await page.keyboard.press('n')
    await expect(page.getByTestId('tool-draw')).toHaveAttribute('aria-pressed', 'true')
    await dragOn(page, canvas, { x: 0.42, y: 0.42 }, { x: 0.5, y: 0.52 })
    await expect(count).toHaveText(String(before + 1))
    await page.keyboard.press('Control+2')
    await page.keyboard.press('q')
    await expect(page.getByTestId('save-status')).toHaveAttribute('data-state', 'saved')
    await page.keyboard.press('Delete')
    await expect(count).toHaveText(String(before))
    await page.keyboard.press('Alt+2')
    await expect(page.getByTestId('room-train')).toBeVisible()
    await page.keyboard.press('Alt+1')
    await expect(page.getByTestId('room-label')).toBeVisible()
  })

  await test.step('the menu of the window shows the same keys and runs the same actions', async () => {
    await expect
      .poll(() => menuItem(studio, 'nextImage'))
      .toMatchObject({
        label: 'Next picture',
        accelerator: 'F',
        registerAccelerator: false,
        enabled: true,
      })
    await expect.poll(() => menuItem(studio, 'redo')).toMatchObject({ enabled: false })
    const from = await place.textContent()
    await clickMenu(studio, 'nextImage')
    await expect(place).not.toHaveText(from ?? '')
    await clickMenu(studio, 'previousImage')
    await expect(place).toHaveText(from ?? '')
    const isSnapping = async () => (await menuItem(studio, 'toggleSnap'))?.checked
    expect(await isSnapping()).toBe(false)
    await clickMenu(studio, 'toggleSnap')
    await expect.poll(isSnapping).toBe(true)
    await clickMenu(studio, 'toggleSnap')
    await expect.poll(isSnapping).toBe(false)
    await clickMenu(studio, 'train.findSetting')
    await expect(page.getByTestId('settings-filter')).toBeFocused()
    await clickMenu(studio, 'goTo.label')
    await expect(page.getByTestId('picture-canvas')).toBeVisible()
  })

  await test.step('a Cyrillic D is the key at the place of D', async () => {
    const first = await place.textContent()
    await page.keyboard.press('f')
    // The list follows the picture after its frame.
    await expect(place).not.toHaveText(first ?? '')
    const second = await place.textContent()
    await pressPlace(page, 'KeyD', 'в')
    await expect(place).not.toHaveText(second ?? '')
    await pressPlace(page, 'KeyF', 'а')
    await expect(place).toHaveText(second ?? '')
    await pressPlace(page, 'KeyD', 'в', { isComposing: true })
    await expect(place).toHaveText(second ?? '')
  })

  await test.step('typing in a field does nothing else', async () => {
    const before = await place.textContent()
    await page.keyboard.press('Control+Shift+N')
    await page.keyboard.type('fdn q')
    await expect(place).toHaveText(before ?? '')
    await page.keyboard.press('Escape')
    await expect(place).toHaveText(before ?? '')
  })

  await test.step('one key of their own, and the conflict is named', async () => {
    await page.keyboard.press('Control+,')
    await page.keyboard.type('next picture')
    const row = page.getByTestId('key-row-nextImage')
    await expect(row).toBeVisible()
    while ((await row.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('key-capture')).toBeVisible()
    await page.keyboard.press('n')
    await expect(page.getByTestId('key-conflict')).toContainText('Draw boxes')
    await expect(page.getByTestId('key-conflict')).toContainText('in Label')
    await expect(page.getByTestId('keys-conflicts')).toHaveText('Conflicts 1')
    await page.keyboard.press('Enter')
    await page.keyboard.press('j')
    await expect(page.getByTestId('key-conflict')).toBeHidden()
    await expect(page.getByTestId('key-row-nextImage')).toContainText('J')
    await page.getByTestId('export-keys').press('Enter')
    await expect(page.getByText('Keys saved')).toBeVisible()
    const file = JSON.parse(readFileSync(join(studio.dialogFolder, 'keys.json'), 'utf8'))
    expect(file).toMatchObject({ preset: 'cvat', keys: { nextImage: ['J'] } })
    await page.keyboard.press('Escape')
  })

  await test.step('the keys of this screen', async () => {
    await page.keyboard.press('?')
    const keys = page.getByTestId('shortcuts')
    await expect(keys).toContainText('Keys in Label')
    await page.keyboard.type('next picture')
    await expect(keys.locator('.shortcuts-row', { hasText: /^Next picture(?! to)/ })).toContainText('J')
    await expect(keys).not.toContainText('Draw boxes')
    await page.keyboard.press('Escape')
  })

  await test.step('the search finds what cannot be done now, and says why', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('redo')
    await expect(page.getByTestId('palette-redo')).toContainText('Nothing to redo')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('find a setting')
    await expect(page.getByTestId('palette-train.findSetting')).toContainText('Train')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('room-train')).toBeVisible()
    await expect(page.getByTestId('settings-filter')).toBeFocused()
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  const { userData } = studio
  await studio.app.close()

  const again = await launchStudio({ userData })
  await test.step('after a restart the key is still theirs', async () => {
    await again.page.getByTestId('open-sample').click()
    await expect(again.page.getByTestId('picture-canvas')).toBeVisible({ timeout: 60_000 })
    const there = again.page.locator('[data-testid=image-row][aria-selected=true]')
    const before = await there.textContent()
    await again.page.keyboard.press('f')
    await expect(there).toHaveText(before ?? '')
    await again.page.keyboard.press('j')
    await expect(there).not.toHaveText(before ?? '')
  })
  expect(await again.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await again.close()
})
