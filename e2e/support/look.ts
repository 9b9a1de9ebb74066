import { join } from 'node:path'
import type { Page } from '@playwright/test'

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

/** Pictures of the screen in both sizes and themes, where FOCAL_SCREENS names a folder for them. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.FOCAL_SCREENS
  if (folder === undefined) return
  const theme = () => page.evaluate(() => document.documentElement.getAttribute('data-theme'))
  const wear = (value: string) =>
    page.evaluate((to) => document.documentElement.setAttribute('data-theme', to), value)
  const worn = (await theme()) ?? 'dark'
  for (const shown of ['dark', 'light']) {
    await wear(shown)
    for (const size of sizes) {
      await page.setViewportSize(size)
      await page.waitForTimeout(500)
      await page.screenshot({ path: join(folder, `${name}-${shown}-${size.width}.png`) })
    }
  }
  await wear(worn)
}
