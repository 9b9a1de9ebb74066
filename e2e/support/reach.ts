import type { Page } from '@playwright/test'
import { installFocusProbe, type Stop } from './focusProbe'

const MOST_STOPS = 400
const MOST_MEMBERS = 200
const arrows = [
  ['ArrowDown', 'ArrowUp'],
  ['ArrowRight', 'ArrowLeft'],
] as const

/** What is wrong with a screen for those who have no mouse; every control is gone to with real keys. */
export async function keyboardProblems(page: Page): Promise<string[]> {
  if (await page.evaluate(() => window.focusProbe === undefined)) await page.evaluate(installFocusProbe)
  const start = await page.evaluate(() => window.focusProbe?.begin())
  if (start?.isMenu) await walkMembers(page, await look(page, 'arrow'))
  const isRound = start?.isMenu || (await walkStops(page))
  const problems = (await page.evaluate(() => window.focusProbe?.end())) ?? ['the probe is gone']
  return isRound ? problems : ['Tab does not come round', ...problems]
}

/** False where it never ends. */
async function walkStops(page: Page): Promise<boolean> {
  let bare = 0
  for (let n = 0; n < MOST_STOPS && bare < 3; n++) {
    await page.keyboard.press('Tab')
    let stop = await look(page, 'stop')
    if ((stop.isCanvas && stop.isSame) || (n === 0 && stop.name === null)) {
      // In Label, Tab steps through the boxes while the canvas has the focus or nothing: this is the way on.
      await page.keyboard.press('F6')
      stop = await look(page, 'stop')
    }
    if (stop.wasStop) return true
    bare = stop.name === null ? bare + 1 : 0
    await walkMembers(page, stop)
  }
  return false
}

/** Goes with the arrow keys through a list, a menu or a group of choices until all of it was reached, and back. */
async function walkMembers(page: Page, { group }: Stop): Promise<void> {
  if (group === null) return
  for (const [on, back] of arrows) {
    let { at, unreached } = group
    let steps = 0
    while (unreached > 0 && steps < MOST_MEMBERS) {
      const next = await arrow(page, on, at)
      if (next === null || next.at === at) break
      ;({ at, unreached } = next)
      steps++
      if (at === group.at) return
    }
    for (; steps > 0; steps--) await page.keyboard.press(back)
    await settle(page)
  }
}

/** Where an arrow key leads to; a list that reads first what it shows gets a moment. */
async function arrow(page: Page, key: string, from: number): Promise<Stop['group']> {
  await page.keyboard.press(key)
  await settle(page)
  const { group } = await look(page, 'arrow')
  if (group?.at !== from) return group
  for (let waited = 0; waited < 5; waited++) {
    await page.waitForTimeout(40)
    const later = (await look(page, 'arrow')).group
    if (later?.at !== from) return later
  }
  return group
}

/** Groups of choices move the focus in a timer of their own: one that is set later runs after it. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => setTimeout(done)))
}

async function look(page: Page, by: 'stop' | 'arrow'): Promise<Stop> {
  const stop = await page.evaluate((kind) => window.focusProbe?.look(kind), by)
  if (stop === undefined) throw new Error('the probe is gone')
  return stop
}
