import { expect, test } from '@playwright/test'
import { TrainConfig } from '../../src/shared/training/config/index'
import { launchStudio, type Studio } from '../launch'

interface Bridge {
  studio: { call(name: string, input: unknown): Promise<{ ok: boolean; value: unknown; error?: unknown }> }
}

/** Asks main from the page, as the page itself does. */
async function ask<T>({ page }: Studio, name: string, input: unknown): Promise<T> {
  const reply = await page.evaluate(
    ([name, input]) => (window as unknown as Bridge).studio.call(name, input),
    [name, input] as const,
  )
  if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  return reply.value as T
}

const config = TrainConfig.parse({
  preset: 'quick',
  trunk: 'tiny',
  device: 'cpu',
  input: { size: 96, shape: 'square' },
  schedule: { batchSize: 4, epochs: 1000, freeze: 'none' },
})

test('row 31: Ctrl+C in the terminal that opened the studio saves the training and closes it', async () => {
  test.setTimeout(5 * 60_000)
  let studio = await launchStudio({})
  const { userData } = studio
  await studio.page.getByTestId('open-sample').click()
  await expect(studio.page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
  const { runId } = await ask<{ runId: string }>(studio, 'training.start', { config })
  const step = async () =>
    (await ask<{ latest: { step: number } | null } | null>(studio, 'training.current', {}))?.latest?.step ?? 0
  await expect.poll(step, { timeout: 120_000 }).toBeGreaterThan(2)

  const child = studio.app.process()
  const gone = new Promise((done) => child.once('exit', (code, by) => done(by ?? code)))
  // A terminal tells the whole group: windows, helpers and the trainer too.
  process.kill(-(child.pid as number), 'SIGINT')
  const exit = await gone
  expect(exit).toBe(0)

  studio = await launchStudio({ userData })
  await studio.page.getByTestId('recent-project').first().click()
  await expect(studio.page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
  const runs = await ask<{ id: string; status: string; summary: { steps: number } | null }[]>(
    studio,
    'training.runs',
    {},
  )
  const run = runs.find(({ id }) => id === runId)
  expect(run?.status).toBe('paused')
  expect(run?.summary?.steps).toBeGreaterThan(2)
  await studio.close()
})
