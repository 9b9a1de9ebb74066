import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TrainConfigInput } from '../../../shared/training/config/index'
import * as tf from '../../detector/tf'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { recordHooks } from '../testing/recordHooks'
import { accumulate } from './accumulate'
import { loadTensorFlow } from './loadTensorFlow'
import { type PreparedRun, prepareRun } from './prepareRun'
import { trainLoop } from './trainLoop'
import { computeGradients } from './trainStep'

let folder = ''

beforeAll(async () => {
  await loadTensorFlow()
  folder = await mkdtemp(join(tmpdir(), 'focal-accumulate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Eight pictures, the last three without an object, so that no two micro-batches have as many positives. */
function prepare(config: TrainConfigInput): Promise<PreparedRun> {
  const { images, decode } = generatePictures(8, 0)
  for (const image of images.slice(5)) image.boxes = []
  return prepareRun(generatedJob(images, folder, config), { decode, loadTrained: async () => new Map() })
}

/** Loss and gradients of the eight pictures in micro-batches of a size. */
async function gradientsOf(run: PreparedRun, batchSize: number) {
  const batches = await Promise.all(
    Array.from({ length: 8 / batchSize }, (_, i) => run.batches.make(0, i, batchSize)),
  )
  const { model, anchors, losses } = run
  const settings = { anchors, config: run.plan.config, losses, memory: {}, step: 0, totalSteps: 10 }
  const { outcome, broken } = accumulate(batches, (batch) => computeGradients(model, batch, settings))
  const gradients = outcome.gradients.map((gradient) => gradient.dataSync<'float32'>())
  tf.dispose(outcome.gradients)
  return { ...outcome, gradients, broken }
}

it.each<[string, TrainConfigInput['loss']]>([
  ['positives of the batch', {}],
  ['positives of each picture', { normalizer: 'imagePositives' }],
  ['sums', { reduction: 'sum' }],
  ['target scores', { classification: 'qfl', normalizer: 'targetScores' }],
  ['a quality head', { quality: 'centerness', lambdaCenter: 0.5 }],
  ['softmax', { classification: 'softmaxCrossEntropy' }],
])('adds 2, 4 and 8 micro-batches up to the gradient of one batch of 8: %s', async (_, loss) => {
  const run = await prepare({ loss, schedule: { batchSize: 8 } })
  const whole = await gradientsOf(run, 8)
  const norm = Math.hypot(...whole.gradients.map((gradient) => Math.hypot(...gradient)))
  expect(norm).toBeGreaterThan(0)
  for (const batchSize of [4, 2, 1]) {
    const tensors = tf.memory().numTensors
    const parts = await gradientsOf(run, batchSize)
    expect(tf.memory().numTensors).toBe(tensors)
    expect(parts.positives).toBe(whole.positives)
    for (const part of ['classification', 'box', 'quality', 'center', 'total'] as const) {
      expect(Math.abs(parts.loss[part] - whole.loss[part])).toBeLessThan(1e-5 * (1 + whole.loss[part]))
    }
    const distance = Math.hypot(
      ...parts.gradients.map((gradient, i) =>
        Math.hypot(...gradient.map((value, k) => value - (whole.gradients[i]?.[k] ?? Number.NaN))),
      ),
    )
    // Sums of 32-bit numbers in another order.
    expect(distance / norm).toBeLessThan(2e-5)
  }
  run.dispose()
})

it('trains by SGD to the same weights in 2 x 4 as in 8', async () => {
  const weights: Float32Array[][] = []
  for (const schedule of [
    { batchSize: 8, epochs: 3 },
    { batchSize: 4, accumulate: 2, epochs: 3 },
  ]) {
    const optimizer = { kind: 'sgd', learningRate: 0.01, weightDecay: 1e-4 } as const
    const run = await prepare({ optimizer, schedule: { ...schedule, warmupSteps: 0 } })
    const record = recordHooks()
    await trainLoop(run, record.hooks)
    expect(record.steps.map(({ step, steps }) => [step, steps])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
    weights.push([...run.model.parameters.values()].map((tensor) => tensor.dataSync<'float32'>()))
    run.dispose()
  }
  const [whole, parts] = weights as [Float32Array[], Float32Array[]]
  for (const [i, values] of whole.entries()) {
    for (const [k, value] of values.entries()) {
      expect(Math.abs(value - (parts[i]?.[k] ?? Number.NaN))).toBeLessThan(1e-5)
    }
  }
})

it('stops at the first micro-batch that is not finite, and leaves no tensor', async () => {
  const run = await prepare({ schedule: { batchSize: 2, accumulate: 4 } })
  const batches = await Promise.all([0, 1, 2, 3].map((i) => run.batches.make(0, i, 2)))
  batches[1]?.pictures.fill(Number.NaN, 0, 9)
  const { model, anchors, losses } = run
  const settings = { anchors, config: run.plan.config, losses, memory: {}, step: 0, totalSteps: 10 }
  const before = tf.memory().numTensors
  let computed = 0
  const update = accumulate(batches, (batch) => {
    computed++
    return computeGradients(model, batch, settings)
  })
  expect(computed).toBe(2)
  expect(update.broken).toBe(batches[1])
  tf.dispose(update.outcome.gradients)
  expect(tf.memory().numTensors).toBe(before)
  const fail = () =>
    accumulate(batches.slice(2), (batch) => {
      if (batch === batches[3]) throw new Error('OOM')
      return computeGradients(model, batch, settings)
    })
  expect(fail).toThrow('OOM')
  expect(tf.memory().numTensors).toBe(before)
  run.dispose()
})
