import { expect, test } from '@playwright/test'
import { launchStudio } from './launch'

test('the studio opens in a sandboxed window with nothing to complain about', async () => {
  const studio = await launchStudio()
  try {
    await expect(studio.page.locator('#root')).not.toBeEmpty()
    await expect(studio.page).toHaveTitle(/Focal Studio/)
    const inside = await studio.page.evaluate(() => ({
      hasNode: 'process' in globalThis || 'require' in globalThis,
      bridge: typeof Reflect.get(globalThis, 'studio'),
    }))
    expect(inside).toEqual({ hasNode: false, bridge: 'object' })
    const windows = await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(windows).toBe(1)
    const isUnsandboxed = await studio.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))
    expect(isUnsandboxed).toBe(false)
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  } finally {
    await studio.close()
  }
})
