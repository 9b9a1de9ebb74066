import { mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunId } from '../../../shared/ids'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { recordHooks } from '../testing/recordHooks'
import { averagedWeights, loadBest } from './checkpoint'
import { loadTensorFlow } from './loadTensorFlow'
import { prepareRun } from './prepareRun'
import { trainLoop } from './trainLoop'

const around = { ...generatePictures(8, 4), loadTrained: async () => new Map() }
let folder = ''

beforeAll(async () => {
  await loadTensorFlow()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-start-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const runFolder = (name: string) => {
  const path = join(folder, name)
  mkdirSync(path)
  return path
}

describe('a run that goes on from another one', () => {
  it('begins with its best weights, loses less at once, and leaves it as it is', {
    timeout: 60_000,
  }, async () => {
    const first = generatedJob(around.images, runFolder('first'), { schedule: { epochs: 8 } })
    const before = await prepareRun(first, around)
    const earlier = recordHooks()
    await trainLoop(before, earlier.hooks)
    before.dispose()
    const best = await loadBest(first.runFolder)
    if (best === null) throw new Error('the first run kept no weights')

    const config = { ...first.config, startFrom: 'run-0001' as RunId }
    const job = { ...first, config, runId: 'run-0002', runFolder: runFolder('second') }
    const run = await prepareRun({ ...job, startFolder: first.runFolder }, around)
    expect(run.notes).toEqual(['Goes on from the best weights of run-0001.'])
    const wanted = averagedWeights(best)
    const got = new Map([...run.model.parameters].map(([name, tensor]) => [name, tensor.dataSync()]))
    expect(got.size).toBe(wanted.size)
    for (const [name, { values }] of wanted) expect(got.get(name), name).toEqual(values)
    const later = recordHooks({ step: 1, wish: 'stop' })
    await trainLoop(run, later.hooks)
    run.dispose()
    expect(later.steps[0]?.loss.total).toBeLessThan((earlier.steps[0]?.loss.total ?? 0) / 2)
    expect(await loadBest(first.runFolder)).toEqual(best)
  })

  it('says so where the weights are gone', async () => {
    const job = generatedJob(around.images, runFolder('alone'), { startFrom: 'run-0009' as RunId })
    await expect(prepareRun({ ...job, startFolder: runFolder('empty') }, around)).rejects.toMatchObject({
      code: 'checkpoint-damaged',
    })
  })
})
