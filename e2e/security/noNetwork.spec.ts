import { networkInterfaces } from 'node:os'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { recordNetwork } from '../support/netLog'
import { startOutside } from './outside'

test('row 14: every journey of this run has no network but this machine itself', () => {
  // The runner takes the network away where it may, and says so where it may not.
  test.skip(
    process.env.FOCAL_NETWORK !== 'none',
    'SKIPPED: no network namespace could be made for the journeys',
  )
  const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo')
  expect(others).toEqual([])
})

test('row 14: the recorder sees a socket, and sees none while the studio opens a project', async () => {
  const outside = await startOutside()
  const studio = await launchStudio()
  try {
    const control = await recordNetwork(studio)
    // A session without the studio's guard, in the same program.
    await studio.app.evaluate(({ session }, url) => session.fromPartition('control').fetch(url), outside.url)
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
