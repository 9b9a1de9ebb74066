import { expect, test } from '@playwright/test'
import { launchForWalk, walkEveryScreen } from '../support/everyScreen'
import { keyboardProblems } from '../support/reach'

test('every control of every screen is reached by keyboard, and seen to be', async () => {
  test.setTimeout(5 * 60_000)
  const studio = await launchForWalk()
  await studio.page.emulateMedia({ reducedMotion: 'reduce' })
  await walkEveryScreen(studio, async (screen) => {
    const started = Date.now()
    expect.soft(await keyboardProblems(studio.page), screen).toEqual([])
    console.log(
      screen,
      Date.now() - started,
      await studio.page.evaluate(() => Reflect.get(window, 'stopCount')),
    )
  })
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
