import { describe, expect, it } from 'vitest'
import { TrainConfig } from '../../../shared/training/config/index'
import { createOptimizer, optimizerState } from './optimizer'

/**
 * torch.optim.AdamW of PyTorch 2.13 (float64): lr 0.1, betas 0.9 and 0.999, eps 1e-8, weight decay 0.05 on the
 * first parameter and none on the second.
 */
const gradients = [
  [0.1, -0.2, 0.3, 1.0],
  [-0.4, 0.0, 0.5, -1.0],
  [2.0, 1e-6, -0.1, 0.5],
  [0.0, 0.3, 0.3, 0.25],
  [0.01, 0.02, -0.03, 0.0],
]
const expected = [
  [0.397500009999999, -0.8950000049999998, 1.8900000033333333, 9.999999855958563e-10],
  [0.45146285743512843, -0.8235191843005585, 1.7822708197562662, 0.0052631588421052184],
  [0.3953666199583162, -0.7676062153455584, 1.7092884364241334, -0.012209394375277655],
  [0.34928821703598584, -0.7886331357275468, 1.6276380937727084, -0.0358912108665397],
  [0.3099989437908087, -0.8086982859086899, 1.5602416717198693, -0.055907745879686846],
]

const settings = (change: object) => TrainConfig.parse({ optimizer: change }).optimizer
const first = () => [
  { name: 'a.kernel', values: Float32Array.of(0.5, -1, 2) },
  { name: 'a.bias', values: Float32Array.of(0.1) },
]

describe('AdamW', () => {
  it('makes the five updates that torch makes', () => {
    const optimizer = createOptimizer(
      first(),
      settings({ weightDecay: 0.05, clipNorm: 0, emaDecay: 0 }),
      () => false,
    )
    for (const [i, gradient] of gradients.entries()) {
      optimizer.step([Float32Array.from(gradient.slice(0, 3)), Float32Array.from(gradient.slice(3))], 0.1)
      const values = optimizer.slots.flatMap((slot) => [...slot.values])
      for (const [k, value] of values.entries()) expect(value).toBeCloseTo(expected[i]?.[k] ?? Number.NaN, 5)
    }
  })

  it('clips by the norm over all parameters and reports it as it was', () => {
    const plain = createOptimizer(first(), settings({ clipNorm: 0, weightDecay: 0 }), () => false)
    const clipped = createOptimizer(first(), settings({ clipNorm: 1, weightDecay: 0 }), () => false)
    const gradient = [Float32Array.of(3, 0, 0), Float32Array.of(4)]
    expect(clipped.step(gradient, 0.1).gradientNorm).toBe(5)
    plain.step([Float32Array.of(0.6, 0, 0), Float32Array.of(0.8)], 0.1)
    const [a, b] = [clipped, plain].map((o) => o.slots.flatMap((slot) => [...slot.moment1, ...slot.moment2]))
    for (const [i, value] of (a ?? []).entries()) expect(value).toBeCloseTo(b?.[i] ?? Number.NaN, 7)
  })

  it('gives the trunk its share of the rate', () => {
    const optimizer = createOptimizer(
      first(),
      settings({ weightDecay: 0, clipNorm: 0, trunkFactor: 0.5 }),
      (name) => name === 'a.bias',
    )
    optimizer.step([Float32Array.of(1, 1, 1), Float32Array.of(1)], 0.1)
    expect(optimizer.slots[0]?.values[0]).toBeCloseTo(0.4, 6)
    expect(optimizer.slots[1]?.values[0]).toBeCloseTo(0.05, 6)
  })

  it('changes nothing at all where the gradient is not finite', () => {
    const optimizer = createOptimizer(first(), settings({}), () => false)
    optimizer.step([Float32Array.of(1, 2, 3), Float32Array.of(1)], 0.1)
    const before = optimizerState(optimizer)
    const result = optimizer.step([Float32Array.of(1, Number.NaN, 3), Float32Array.of(1)], 0.1)
    expect(result.applied).toBe(false)
    expect(optimizer.steps()).toBe(1)
    expect(optimizerState(optimizer)).toEqual(before)
  })

  it('goes on from its saved state as if nothing had happened', () => {
    const straight = createOptimizer(first(), settings({}), () => false)
    const half = createOptimizer(first(), settings({}), () => false)
    const at = (i: number) => [Float32Array.of(i, -i, 0.5), Float32Array.of(0.1 * i)]
    for (let i = 0; i < 6; i++) straight.step(at(i), 0.01)
    for (let i = 0; i < 3; i++) half.step(at(i), 0.01)
    const resumed = createOptimizer(first(), settings({}), () => false)
    resumed.restore(optimizerState(half), half.steps())
    for (let i = 3; i < 6; i++) resumed.step(at(i), 0.01)
    expect(optimizerState(resumed)).toEqual(optimizerState(straight))
  })

  it('averages the values, following closely at first', () => {
    const optimizer = createOptimizer(first(), settings({ emaDecay: 0.5, weightDecay: 0 }), () => false)
    optimizer.step([Float32Array.of(1, 0, 0), Float32Array.of(0)], 0.1)
    // 0.1 of 0.5 is kept after the first of 1 + 9 updates.
    expect(optimizer.slots[0]?.average[0]).toBeCloseTo(0.1 * 0.5 + 0.9 * 0.4, 6)
  })
})
