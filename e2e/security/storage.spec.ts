import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'

test('row 3: what the page leaves in the browser is gone after the next start', async () => {
  const first = await launchStudio()
  await expect(first.page.getByTestId('open-sample')).toBeVisible()
  // After the first start's own clearing.
  await first.page.waitForTimeout(2500)
  await first.page.evaluate(async () => {
    localStorage.setItem('left', 'here')
    await new Promise((opened, failed) => {
      const request = indexedDB.open('left')
      request.onsuccess = () => opened(request.result.close())
      request.onerror = failed
    })
    await caches.open('left')
  })
  await first.app.close()
  const second = await launchStudio({ userData: first.userData })
  try {
    await expect
      .poll(() =>
        second.page.evaluate(async () => [
          localStorage.length,
          (await indexedDB.databases()).length,
          (await caches.keys()).length,
        ]),
      )
      .toEqual([0, 0, 0])
  } finally {
    await second.close()
  }
})
