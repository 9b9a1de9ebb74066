import { expect, type Locator, type Page } from '@playwright/test'

const MOST_STOPS = 300

/** Moves the focus to a control with Tab alone, as a person without a mouse would. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible()
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${control}`)
}

/** Presses a button with Tab and Enter. */
export async function pressByKey(page: Page, button: Locator): Promise<void> {
  await tabTo(page, button)
  await page.keyboard.press('Enter')
}

/** Chooses in a switch of a few values: Tab to the chosen one, arrows to the wanted one, Enter. */
export async function switchByKey(page: Page, wanted: Locator): Promise<void> {
  const group = wanted.locator('xpath=..')
  await expect(wanted).toBeVisible()
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await group.evaluate((element) => element.contains(document.activeElement))) break
    await page.keyboard.press('Tab')
  }
  for (let step = 0; step < 10; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement))
      return page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
  }
  throw new Error(`the arrows do not reach ${wanted}`)
}

/** Types over what a field holds. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Counts what a hand does with a mouse from now on; a journey by keyboard ends by expecting nothing. */
export async function watchMouse(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { count: 0 }
    Reflect.set(globalThis, 'mouseEvents', seen)
    for (const type of ['pointerdown', 'mousedown', 'wheel'])
      addEventListener(type, ({ isTrusted }) => isTrusted && seen.count++, true)
  })
  return () => page.evaluate(() => Reflect.get(globalThis, 'mouseEvents').count as number)
}
