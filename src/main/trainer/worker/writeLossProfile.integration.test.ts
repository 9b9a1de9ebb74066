import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import * as tf from '../../detector/tf'
import { lossMapFile, lossProfileFile, readLossMap, readLossProfile } from '../runs/lossProfileFiles'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { averagedWeights } from './checkpoint'
import { loadTensorFlow } from './loadTensorFlow'
import { prepareRun, toCheckpoint } from './prepareRun'
import { writeLossProfile } from './writeLossProfile'

let folder = ''
beforeAll(async () => {
  await loadTensorFlow()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-profile-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function writeFor(numTrain: number, numVal: number, loss = {}) {
  const { images, decode } = generatePictures(numTrain, numVal)
  const job = generatedJob(images, folder, { loss })
  const run = await prepareRun(job, { decode, loadTrained: async () => new Map() })
  const before = tf.memory().numTensors
  await writeLossProfile(run, averagedWeights(toCheckpoint(run)))
  expect(tf.memory().numTensors).toBe(before)
  run.dispose()
  return run
}

it('counts the validation pictures and draws a map of each', async () => {
  const run = await writeFor(2, 5, { classification: 'focal', focal: { gamma: 2 } })
  const profile = await readLossProfile(folder)
  expect(profile?.images).toBe(5)
  const positives = profile?.positives.reduce((a, b) => a + b, 0) ?? 0
  // Two objects a picture; each has an anchor of its own at least.
  expect(positives).toBeGreaterThanOrEqual(10)
  // Sigmoids that know nothing say 0.01: x_t of an object is about logit(0.01) = -4.6.
  const bin = Math.floor((Math.log(0.01 / 0.99) + 16) / 0.25)
  const near = profile?.positives.slice(bin - 3, bin + 4).reduce((a, b) => a + b, 0) ?? 0
  expect(near / positives).toBeGreaterThan(0.9)

  expect((await readdir(join(folder, 'loss-maps'))).length).toBe(5)
  const map = await readLossMap(folder, '2')
  expect(map?.gamma).toBe(2)
  expect([map?.inputWidth, map?.inputHeight]).toEqual([96, 96])
  expect(map?.levels.map(({ rows, columns, values }) => [rows * columns, values.length])).toEqual(
    run.anchors.levels.map(({ rows, columns }) => [rows * columns, rows * columns]),
  )
  expect(map?.levels.flatMap(({ values }) => values)).toContain(1)
  expect(await readLossMap(folder, '0')).toBeNull()
})

it('looks at the training pictures where there are no others, of a softmax too', async () => {
  await writeFor(3, 0, { classification: 'softmaxCrossEntropy' })
  const profile = await readLossProfile(folder)
  expect(profile?.images).toBe(3)
  expect(await readLossMap(folder, '0')).not.toBeNull()
})

it('missing or damaged: there is none', async () => {
  expect(await readLossProfile(folder)).toBeNull()
  expect(await readLossMap(folder, '../../etc/passwd')).toBeNull()
  await writeFor(1, 1)
  await writeFile(lossProfileFile(folder), '{"format":"focal-studio-loss-profile","version":9}')
  await writeFile(lossMapFile(folder, '1'), '{"gamma":')
  expect(await readLossProfile(folder)).toBeNull()
  expect(await readLossMap(folder, '1')).toBeNull()
})
