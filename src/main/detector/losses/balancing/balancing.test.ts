import { describe, expect, test } from 'vitest'
import { testConfig } from '../testing/lossScene'
import type { LossMemory } from '../types'
import { balancings } from './index'

const { fixed, kendall } = balancings
const parts = { classification: 0.8, box: 0.3, quality: 0, center: 0 }

test('fixed: the lambdas of the settings, parts that are off at 0', () => {
  const config = testConfig({ lambdaCls: 2, lambdaBox: 3, lambdaQuality: 4 })
  expect(fixed.lambdas(config, {})).toEqual({ classification: 2, box: 3, quality: 0, center: 0 })
  expect(fixed.constant(config, {})).toBe(0)
  expect(fixed.learn(parts, config, {})).toEqual({})
})

describe('kendall', () => {
  const config = testConfig({ balancing: { kind: 'kendall', rate: 0.1 }, lambdaCenter: 1 })

  /** The whole loss as a function of the s_i, by its formula. */
  const lossAt = ([cls, box, , center]: number[], p: typeof parts) =>
    Math.exp(-cls) * p.classification +
    0.5 * Math.exp(-box) * p.box +
    0.5 * Math.exp(-center) * p.center +
    (cls + box + center) / 2

  test('starts at 1 for classification and 1/2 for what is measured', () => {
    expect(kendall.lambdas(config, {})).toEqual({ classification: 1, box: 0.5, quality: 0, center: 0.5 })
    expect(kendall.gauges(config, {})).toEqual({ lambdaCls: 1, lambdaBox: 0.5, lambdaCenter: 0.5 })
  })
  test('each s goes down the slope of the whole loss', () => {
    const s = [0.4, -0.3, 0, 1.1]
    const learnt = kendall.learn(parts, config, { s }).s
    for (const i of [0, 1, 3]) {
      const at = (shift: number) => lossAt(s.with(i, s[i] + shift), parts)
      const slope = (at(1e-5) - at(-1e-5)) / 2e-5
      expect(learnt[i]).toBeCloseTo(s[i] - 0.1 * slope, 7)
    }
    expect(learnt[2]).toBe(0)
  })
  test('lambdas and constant make up the whole loss, below 0 too', () => {
    const memory = { s: [-3, -2, 0, -4] }
    const small = { classification: 0.01, box: 0.02, quality: 0, center: 0.01 }
    const lambdas = kendall.lambdas(config, memory)
    const total =
      lambdas.classification * small.classification +
      lambdas.box * small.box +
      lambdas.center * small.center +
      kendall.constant(config, memory)
    expect(total).toBeCloseTo(lossAt(memory.s, small), 12)
    expect(total).toBeLessThan(0)
  })
  test('settles where e^s = 2 a L and never leaves -4 .. 4', () => {
    let memory: LossMemory = {}
    for (let i = 0; i < 2000; i++) memory = kendall.learn({ ...parts, center: 0 }, config, memory)
    expect(memory.s[0]).toBeCloseTo(Math.log(2 * parts.classification), 6)
    expect(memory.s[1]).toBeCloseTo(Math.log(parts.box), 6)
    expect(memory.s[3]).toBe(-4)
    const huge = kendall.learn({ ...parts, box: 1e9 }, config, {})
    expect(huge.s[1]).toBe(4)
  })
})
