import type { Locator, Page } from '@playwright/test'

/** Moves a slider to a value with the keyboard, as a person without a mouse would. */
export async function setSlider(page: Page, thumb: Locator, value: number): Promise<void> {
  await thumb.focus()
  const read = async () => Number(await thumb.getAttribute('aria-valuenow'))
  await page.keyboard.press('Home')
  for (let presses = 0; presses < 500 && (await read()) < value - 1e-9; presses++) {
    await page.keyboard.press('ArrowRight')
  }
  if (Math.abs((await read()) - value) > 1e-6)
    throw new Error(`the slider stands at ${await read()}, not ${value}`)
}
