import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import * as tf from '../../detector/tf'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { followHeldOut, isHeldOutDue } from './heldOutFocus'
import { loadTensorFlow } from './loadTensorFlow'
import { prepareRun } from './prepareRun'

let folder = ''
beforeAll(async () => {
  await loadTensorFlow()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-held-out-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function prepare(numVal: number, signal: 'val' | 'train' = 'val') {
  const { images, decode } = generatePictures(4, numVal)
  const job = generatedJob(images, folder, {
    loss: {
      classification: 'focal',
      focal: { alpha: 0.25, gamma: 2 },
      focusing: { kind: 'learnable', signal },
    },
  })
  return prepareRun(job, { decode, loadTrained: async () => new Map() })
}

it('moves alpha and gamma, keeps the weights, leaves no tensor and gives the same again', async () => {
  const run = await prepare(3)
  run.state.step = 50
  expect(isHeldOutDue(run)).toBe(true)
  const [batch] = await Promise.all([run.batches.make(0, 0, 4)])
  const kernel = run.model.parameters.get('lateral3.kernel')?.dataSync().slice()
  const before = tf.memory().numTensors
  const memory = await followHeldOut(run, batch, 0.004)
  expect(tf.memory().numTensors).toBe(before)
  expect(run.model.parameters.get('lateral3.kernel')?.dataSync()).toEqual(kernel)
  expect(run.state.lossMemory).toEqual({})
  const { focusing, config } = run.losses
  const moved = { a: memory['focusing.a'] ?? [], b: memory['focusing.b'] ?? [] }
  const { alpha, gamma } = focusing.focus(config, moved, 0)
  // Half a unit of `a` at most: sigmoid(logit(2 / 5) +- 0.5) * 5.
  expect(Math.abs(gamma - 2)).toBeGreaterThan(1e-4)
  expect(gamma).toBeGreaterThan(1.439)
  expect(gamma).toBeLessThan(2.619)
  expect(alpha).not.toBeCloseTo(0.25, 3)
  expect(await followHeldOut(run, batch, 0.004)).toEqual(memory)
  run.dispose()
})

it('is due every fifty steps, where that is the signal and there are validation pictures', async () => {
  const due = await prepare(1)
  due.state.step = 51
  expect(isHeldOutDue(due)).toBe(false)
  due.state.step = 100
  expect(isHeldOutDue(due)).toBe(true)
  due.dispose()
  const without = await prepare(0)
  without.state.step = 100
  expect(isHeldOutDue(without)).toBe(false)
  without.dispose()
  const fromTraining = await prepare(1, 'train')
  fromTraining.state.step = 100
  expect(isHeldOutDue(fromTraining)).toBe(false)
  fromTraining.dispose()
})
