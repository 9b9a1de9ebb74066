import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { launchStudio, type Studio } from './launch'
import { askMain } from './support/askMain'

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
    const windows = await askMain(studio.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(windows).toBe(1)
    const isUnsandboxed = await askMain(studio.app, ({ app }) => app.commandLine.hasSwitch('no-sandbox'))
    expect(isUnsandboxed).toBe(false)
    if (process.platform === 'linux')
      expect(await rendererConfinement(studio)).toEqual({ seccomp: '2', rights: '0' })
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  } finally {
    await studio.close()
  }
})

/** What the kernel says about the page's process: 2 means that a system call filter is on; no root right is left. */
async function rendererConfinement(studio: Studio) {
  const pid = await askMain(
    studio.app,
    ({ app }) => app.getAppMetrics().find(({ type }) => type === 'Tab')?.pid,
  )
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) => new RegExp(`^${name}:\\s*0*(\\w+)$`, 'm').exec(status)?.[1]
  return { seccomp: field('Seccomp'), rights: field('CapEff') }
}
