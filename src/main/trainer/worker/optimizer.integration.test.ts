import { beforeAll, describe, expect, it } from 'vitest'
import { TrainConfig } from '../../../shared/training/config/index'
import * as tf from '../../detector/tf'
import { loadTensorFlow } from './loadTensorFlow'
import { createOptimizer, type Optimizer } from './optimizer'

beforeAll(async () => {
  await loadTensorFlow()
})

/** Five gradients of two parameters: `a.kernel` [3] and `a.bias` [1]. */
const gradients = [
  [0.1, -0.2, 0.3, 1.0],
  [-0.4, 0.0, 0.5, -1.0],
  [2.0, 1e-6, -0.1, 0.5],
  [0.0, 0.3, 0.3, 0.25],
  [0.01, 0.02, -0.03, 0.0],
]
/**
 * torch.optim of PyTorch 2.14 in float64 from [0.5, -1, 2] and [0.1]: rate 0.1, weight decay 0.05 on the first parameter
 * and none on the second. AdamW: betas 0.9 and 0.999, eps 1e-8. SGD: momentum 0.9. Clipped: clip_grad_norm_ to 0.5.
 */
const expected = [
  {
    settings: { kind: 'adamw', clipNorm: 0 },
    values: [
      [0.397500009999999, -0.8950000049999998, 1.8900000033333333, 9.999999855958563e-10],
      [0.45146285743512843, -0.8235191843005585, 1.7822708197562662, 0.0052631588421052184],
      [0.3953666199583162, -0.7676062153455584, 1.7092884364241334, -0.012209394375277655],
      [0.34928821703598584, -0.7886331357275468, 1.6276380937727084, -0.0358912108665397],
      [0.3099989437908087, -0.8086982859086899, 1.5602416717198693, -0.055907745879686846],
    ],
  },
  {
    settings: { kind: 'adamw', clipNorm: 0.5 },
    values: [
      [0.39750002135417195, -0.8950000106770871, 1.8900000071180583, 2.135417620507951e-9],
      [0.4492685859041401, -0.8235191953302452, 1.7814631384601667, -4.5811550892066094e-5],
      [0.40102592950533555, -0.7676060770852814, 1.702400549540956, -0.012155080405648094],
      [0.36134341884857596, -0.8066211806044289, 1.6124041500314106, -0.0425252354948928],
      [0.32663676484928883, -0.8422020682550213, 1.5398224837224077, -0.06819494169241451],
    ],
  },
  {
    settings: { kind: 'sgd', clipNorm: 0 },
    values: [
      [0.4875, -0.975, 1.96, 0.0],
      [0.5138125, -0.9476249999999999, 1.8641999999999999, 0.009999999999999998],
      [0.3349246875, -0.918249475, 1.7786589999999998, -0.031000000000000007],
      [0.17225103281249995, -0.9172202551249999, 1.6627788049999999, -0.09290000000000001],
      [0.023983488429687436, -0.913707855961875, 1.5531727354749998, -0.14861000000000002],
    ],
  },
  {
    settings: { kind: 'sgd', clipNorm: 0.5 },
    values: [
      [0.49281707532805236, -0.9856341506561047, 1.975951225984157, 0.05317075328052334],
      [0.5007313819836043, -0.9677767154933183, 1.923373792943796, 0.05313199182535726],
      [0.45690046622670494, -0.9468661644944115, 1.868859740984601, 0.040984572806463226],
      [0.41516813971436195, -0.9533123377729232, 1.7804527955164027, 0.0050518956894586],
      [0.3745332051546814, -0.9563473320347192, 1.694984280617442, -0.027287513715845566],
    ],
  },
] as const

/** As much of a model as an optimiser needs. */
function twoParameters(trainable = ['a.kernel', 'a.bias']) {
  const parameters = new Map<string, tf.Tensor>([
    ['a.kernel', tf.tensor1d([0.5, -1, 2])],
    ['a.bias', tf.tensor1d([0.1])],
  ])
  return {
    parameters,
    trainable,
    replace(name: string, tensor: tf.Tensor) {
      parameters.get(name)?.dispose()
      parameters.set(name, tf.keep(tensor))
    },
    numbers: () => [...parameters.values()].flatMap((tensor) => [...tensor.dataSync()]),
    dispose: () => tf.dispose([...parameters.values()]),
  }
}
type Parameters = ReturnType<typeof twoParameters>

function make(settings: object, isTrunk: (name: string) => boolean = () => false) {
  const model = twoParameters()
  const config = TrainConfig.parse({ optimizer: { emaDecay: 0, ...settings } }).optimizer
  return { model, optimizer: createOptimizer(model, config, isTrunk) }
}

/** Steps by gradients given as one list of numbers, in the order of what learns. */
function step(optimizer: Optimizer, model: Parameters, numbers: readonly number[], rate = 0.1) {
  let at = 0
  const tensors = model.trainable.map((name) => {
    const size = model.parameters.get(name)?.size ?? 0
    at += size
    return tf.tensor1d(numbers.slice(at - size, at))
  })
  const result = optimizer.step(tensors, rate)
  tf.dispose(tensors)
  return result
}

describe.each(expected)('$settings.kind clipped to $settings.clipNorm', ({ settings, values }) => {
  it('makes the five updates that torch makes', () => {
    const { model, optimizer } = make({ weightDecay: 0.05, ...settings })
    for (const [i, gradient] of gradients.entries()) {
      step(optimizer, model, gradient)
      for (const [k, value] of model.numbers().entries())
        expect(value).toBeCloseTo(values[i]?.[k] ?? Number.NaN, 5)
    }
  })
})

describe('AdamW over many steps', () => {
  it('is where torch is after 300', () => {
    const { model, optimizer } = make({ weightDecay: 0.1, clipNorm: 0 })
    for (let i = 0; i < 300; i++)
      step(optimizer, model, [((i % 7) - 3) * 0.1, ((i % 5) - 1) * 0.01, i % 3, 0], 0.01)
    const torch = [0.41078446021736187, -2.2172863821046938, -0.5272433650806654]
    for (const [k, value] of torch.entries()) expect(model.numbers()[k]).toBeCloseTo(value, 4)
  })
})

describe('an optimiser', () => {
  it('reports the norm over all parameters as it was before clipping', () => {
    const { model, optimizer } = make({ clipNorm: 1 })
    expect(step(optimizer, model, [3, 0, 0, 4]).gradientNorm).toBeCloseTo(5, 6)
  })

  it('gives the trunk its share of the rate', () => {
    const { model, optimizer } = make(
      { weightDecay: 0, clipNorm: 0, trunkFactor: 0.5 },
      (name) => name === 'a.bias',
    )
    step(optimizer, model, [1, 1, 1, 1])
    expect(model.numbers()[0]).toBeCloseTo(0.4, 6)
    expect(model.numbers()[3]).toBeCloseTo(0.05, 6)
  })

  it.each(['adamw', 'sgd'])('%s changes nothing at all where the gradient is not finite', (kind) => {
    const { model, optimizer } = make({ kind, emaDecay: 0.9 })
    step(optimizer, model, [1, 2, 3, 1])
    const before = optimizer.numbers()
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(step(optimizer, model, [1, bad, 3, 1]).applied).toBe(false)
    }
    expect(optimizer.progress.updates).toBe(1)
    expect(optimizer.numbers()).toEqual(before)
  })

  it.each(['adamw', 'sgd'])('%s goes on from its saved state as if nothing had happened', (kind) => {
    const straight = make({ kind, emaDecay: 0.9 })
    const half = make({ kind, emaDecay: 0.9 })
    const at = (i: number) => [i, -i, 0.5, 0.1 * i]
    for (let i = 0; i < 6; i++) step(straight.optimizer, straight.model, at(i), 0.01)
    for (let i = 0; i < 3; i++) step(half.optimizer, half.model, at(i), 0.01)
    const resumed = make({ kind, emaDecay: 0.9 })
    resumed.optimizer.restore(half.optimizer.numbers(), half.optimizer.progress)
    expect(resumed.model.numbers()).toEqual(half.model.numbers())
    for (let i = 3; i < 6; i++) step(resumed.optimizer, resumed.model, at(i), 0.01)
    expect(resumed.optimizer.numbers()).toEqual(straight.optimizer.numbers())
  })

  it.each(['adamw', 'sgd'])('%s goes back to what it kept, however often', (kind) => {
    const { model, optimizer } = make({ kind, emaDecay: 0.9 })
    const begun = optimizer.numbers()
    step(optimizer, model, [1, 2, 3, 1])
    optimizer.goBack()
    expect(optimizer.numbers()).toEqual(begun)
    step(optimizer, model, [1, 2, 3, 1])
    optimizer.keep()
    const [kept, values] = [optimizer.numbers(), model.numbers()]
    for (let i = 0; i < 2; i++) {
      step(optimizer, model, [-3, 1, 0.1, 1])
      expect(optimizer.numbers()).not.toEqual(kept)
      optimizer.goBack()
      expect(optimizer.numbers()).toEqual(kept)
      expect(model.numbers()).toEqual(values)
      expect(optimizer.progress.updates).toBe(1)
    }
  })

  it('averages the values, following closely at first', () => {
    const { model, optimizer } = make({ emaDecay: 0.5, weightDecay: 0 })
    step(optimizer, model, [1, 0, 0, 0])
    // 0.1 of 0.5 is kept after the first of 1 + 9 updates.
    const [average] = optimizer.averages()
    expect(average?.dataSync()[0]).toBeCloseTo(0.1 * 0.5 + 0.9 * 0.4, 6)
    tf.dispose(average as tf.Tensor)
  })

  it('counts the updates of a parameter from where it began to learn', () => {
    const model = twoParameters(['a.kernel'])
    const config = TrainConfig.parse({ optimizer: { weightDecay: 0, clipNorm: 0, emaDecay: 0 } }).optimizer
    const optimizer = createOptimizer(model, config, () => false)
    for (let i = 0; i < 4; i++) step(optimizer, model, [0.1, 0.2, 0.3])
    expect(model.numbers()[3]).toBeCloseTo(0.1, 7)
    model.trainable.push('a.bias')
    optimizer.adopt()
    step(optimizer, model, [0.1, 0.2, 0.3, 7])
    // The first step of Adam is the whole rate, whatever the gradient: its bias is corrected for one update.
    expect(model.numbers()[3]).toBeCloseTo(0, 6)
    expect(optimizer.progress).toEqual({ updates: 5, missed: { 'a.bias': 4 } })
    // Back to the beginning: all count from there.
    optimizer.goBack()
    expect(optimizer.progress).toEqual({ updates: 0, missed: {} })
    expect(model.numbers()[3]).toBeCloseTo(0.1, 7)
  })

  it('leaves what rests in an update alone, moments and count too; its average goes on', () => {
    const model = twoParameters(['a.kernel', 'a.bias'])
    const config = TrainConfig.parse({ optimizer: { weightDecay: 0, clipNorm: 0, emaDecay: 0.9 } }).optimizer
    const optimizer = createOptimizer(model, config, () => false)
    const averageOf = (name: string) => [...(optimizer.numbers().get(`average/${name}`)?.values ?? [])]
    step(optimizer, model, [0.1, 0.2, 0.3, 7])
    const [rested, average] = [model.numbers()[3] as number, averageOf('a.bias')[0] as number]
    model.trainable.pop()
    step(optimizer, model, [0.1, 0.2, 0.3])
    expect(model.numbers()[3]).toBe(rested)
    expect(optimizer.progress).toEqual({ updates: 2, missed: { 'a.bias': 1 } })
    // After the second of 2 + 9 updates the average keeps 2/11 of itself.
    expect(averageOf('a.bias')[0]).toBeCloseTo((2 / 11) * average + (9 / 11) * rested, 6)
    model.trainable.push('a.bias')
    step(optimizer, model, [0.1, 0.2, 0.3, -3])
    const straight = twoParameters(['a.kernel', 'a.bias'])
    const other = createOptimizer(straight, config, () => false)
    step(other, straight, [0.1, 0.2, 0.3, 7])
    step(other, straight, [0.1, 0.2, 0.3, -3])
    expect(model.numbers()[3]).toBe(straight.numbers()[3])
  })

  it('leaves earlier readings as they were, and no tensor behind', () => {
    const before = tf.memory().numTensors
    const { model, optimizer } = make({ emaDecay: 0.9 })
    const held = tf.memory().numTensors
    const reading = optimizer.averages()
    const first = reading.map((tensor) => [...tensor.dataSync()])
    step(optimizer, model, [1, 2, 3, 4])
    expect(reading.map((tensor) => [...tensor.dataSync()])).toEqual(first)
    tf.dispose(reading)
    expect(tf.memory().numTensors).toBe(held)
    optimizer.dispose()
    model.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})
