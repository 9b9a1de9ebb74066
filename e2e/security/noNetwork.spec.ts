import { networkInterfaces } from 'node:os'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { recordNetwork } from '../support/netLog'
import { triedToLeave } from '../support/triedToLeave'
import { startOutside } from './outside'

test.describe(() => {
  // Only root may make a namespace without network, and the kernel counts for a namespace alone: on a network that other
  // programs use its figures say nothing of the studio. The runner says where it could make none.
  test.skip(triedToLeave() === null, 'SKIPPED: no network namespace could be made for the journeys')

  test('row 14: every journey of this run has no network but this machine itself', () => {
    const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo')
    expect(others).toEqual([])
  })

  test('row 14: the kernel counts who tries to leave, by whichever process and protocol', async () => {
    const studio = await launchStudio()
    try {
      // Addresses that are set aside for documentation (RFC 5737, RFC 3849): nobody has them.
      for (const [version, host] of [
        ['version4', '192.0.2.1'],
        ['version6', '2001:db8::1'],
      ] as const) {
        const before = triedToLeave()?.[version] ?? 0
        const code = await studio.app.evaluate(
          ({ app: _app }, to) =>
            new Promise<string>((resolve) => {
              const net = process.getBuiltinModule('node:net')
              net.connect(9, to).once('error', (cause: NodeJS.ErrnoException) => resolve(String(cause.code)))
            }),
          host,
        )
        expect(code).toBe('ENETUNREACH')
        expect(triedToLeave()?.[version]).toBeGreaterThan(before)
      }
    } finally {
      await studio.close()
    }
  })

  test('row 14: a start tries to reach nobody, nor does Chromium by itself', async () => {
    const before = triedToLeave()
    const studio = await launchStudio()
    try {
      await expect(studio.page.getByTestId('open-sample')).toBeVisible()
      // Chromium asked for its dictionaries within a second of its start.
      await studio.page.waitForTimeout(3000)
      const after = triedToLeave()
      expect(after?.version4).toBe(before?.version4)
      // Chromium looks once whether this machine has IPv6 at all: it asks the kernel for a way, and sends nothing.
      expect((after?.version6 ?? 0) - (before?.version6 ?? 0)).toBeLessThanOrEqual(1)
    } finally {
      await studio.close()
    }
  })
})

test('row 14: the recorder sees a socket, and sees none while the studio opens a project', async () => {
  const outside = await startOutside()
  const studio = await launchStudio()
  try {
    const control = await recordNetwork(studio)
    // A session without the studio's guard and without its proxy, in the same program.
    await studio.app.evaluate(async ({ session }, url) => {
      const open = session.fromPartition('control')
      await open.setProxy({ mode: 'direct' })
      await open.fetch(url)
    }, outside.url)
    expect((await control()).join('\n')).toContain('TCP_CONNECT')
    expect(outside.reached).toEqual(['connection', 'GET /'])

    const stop = await recordNetwork(studio)
    await studio.page.getByTestId('open-sample').click()
    await expect(studio.page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
    expect(await stop()).toEqual([])
  } finally {
    await studio.close()
    await outside.close()
  }
})
