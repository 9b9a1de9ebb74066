import { expect, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { launchForWalk, walkEveryScreen } from '../support/everyScreen'

test('every screen is one that a screen reader and low vision can use, in both themes', async () => {
  test.setTimeout(6 * 60_000)
  const studio = await launchForWalk()
  await walkEveryScreen(studio, (screen) => expectAccessible(studio.page, screen))
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
