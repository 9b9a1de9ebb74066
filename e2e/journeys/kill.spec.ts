import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'

const KILLS = 20

test('row 24: no acknowledged edit is lost when the app is killed while edits are made', async () => {
  test.setTimeout(10 * 60_000)
  const acked = new Set<string>()
  let studio = await launchStudio({})
  const userData = studio.userData
  await studio.page.getByTestId('open-sample').click()
  await expect(studio.page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })

  for (let kill = 0; kill < KILLS; kill++) {
    const { page } = studio
    await page.exposeFunction('acked', (boxId: string) => acked.add(boxId))
    // Not awaited: it runs until the app is killed under it.
    page.evaluate(commitForEver, kill).catch(() => {})
    await expect.poll(() => acked.size, { timeout: 30_000 }).toBeGreaterThan(kill * 3)
    // Another moment of the write each time.
    await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 90))
    await studio.kill()

    studio = await launchStudio({ userData })
    await studio.page.getByTestId('recent-project').first().click()
    await expect(studio.page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
    const stored = new Set(await studio.page.evaluate(storedBoxes))
    const lost = [...acked].filter((boxId) => !stored.has(boxId))
    expect(lost, `after kill ${kill + 1}, with ${acked.size} edits acknowledged`).toEqual([])
  }
  expect(acked.size).toBeGreaterThanOrEqual(KILLS * 3)
  await studio.close()
})

interface Bridge {
  studio: { call(name: string, input: unknown): Promise<{ ok: boolean; value: never; error?: unknown }> }
  acked(boxId: string): void
}

/** Runs in the page: commits one box after the other and reports each that main has acknowledged. */
async function commitForEver(round: number): Promise<void> {
  const { studio, acked } = window as unknown as Bridge
  const ask = async <T>(name: string, input: unknown): Promise<T> => {
    const reply = await studio.call(name, input)
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    return reply.value
  }
  const { packed } = await ask<{ packed: string }>('images.list', {})
  const [imageId] = (JSON.parse(packed) as { id: string[] }).id
  const { classes } = await ask<{ classes: { id: string }[] }>('project.current', {})
  for (let i = 0; ; i++) {
    const id = `${round.toString(16).padStart(4, '0')}${i.toString(16).padStart(28, '0')}`
    const box = {
      id,
      imageId,
      classId: classes[0].id,
      x1: 1 + (i % 50),
      y1: 1 + round,
      x2: 30 + (i % 50),
      y2: 40 + round,
      difficult: false,
      occluded: false,
      truncated: false,
      crowd: false,
      source: 'drawn',
      runId: null,
      reviewedAt: null,
      createdAt: i,
    }
    await ask('edits.commit', { kind: 'do', edit: { label: 'Draw', boxes: { added: [box] } } })
    acked(id)
  }
}

/** Runs in the page: ids of the boxes of the first picture. */
async function storedBoxes(): Promise<string[]> {
  const { studio } = window as unknown as Bridge
  const images = await studio.call('images.list', {})
  const [imageId] = (JSON.parse((images.value as { packed: string }).packed) as { id: string[] }).id
  const read = await studio.call('images.read', { imageId })
  return (read.value as { boxes: { id: string }[] }).boxes.map(({ id }) => id)
}
