import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { recordHooks } from '../testing/recordHooks'
import { loadTensorFlow } from './loadTensorFlow'
import { prepareRun } from './prepareRun'
import { trainLoop } from './trainLoop'

let folder = ''

beforeAll(async () => {
  await loadTensorFlow()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-tiles-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('learns pictures by heart from their tiles and finds each object once: AP50 of at least 0.8', {
  timeout: 120_000,
}, async () => {
  const { images, decode } = generatePictures(4, 0)
  const again = images.map((image) => ({ ...image, id: `${image.id}v`, split: 'val' as const }))
  // Pictures of 96 px in four tiles of 64 px, and whole.
  const job = generatedJob([...images, ...again], folder, {
    input: { size: 64, shape: 'square', tiles: { kind: 'on', scale: 1, overlap: 0.4 } },
    schedule: { epochs: 40, batchSize: 8 },
  })
  const run = await prepareRun(job, { decode, loadTrained: async () => new Map() })
  expect(run.state.stepsPerEpoch).toBeGreaterThanOrEqual(2)
  const record = recordHooks()
  expect(await trainLoop(run, record.hooks)).toBe('finished')
  run.dispose()
  expect(record.epochs.at(-1)?.val?.AP50).toBeGreaterThanOrEqual(0.8)
})
