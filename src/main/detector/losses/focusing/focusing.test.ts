import '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import * as tf from '../../tf'
import { testConfig } from '../testing/lossScene'
import type { LossMemory } from '../types'
import { focusings } from './index'
import { focusSlopes } from './slopes'

const { fixed, scheduled, learnable } = focusings

test('fixed: what the settings say, learning from nothing', () => {
  const config = testConfig({ focal: { alpha: 0.4, gamma: 3 } })
  expect(fixed.focus(config, {}, 0.7)).toEqual({ alpha: 0.4, gamma: 3 })
  expect(fixed.signal(config)).toBeNull()
})

test.each([
  [0, 2],
  [0.25, 1.625],
  [1, 0.5],
])('scheduled: a straight line, at %f of the run gamma %f', (progress, gamma) => {
  const config = testConfig({ focusing: { kind: 'scheduled', endGamma: 0.5 } })
  expect(scheduled.focus(config, {}, progress)).toEqual({ alpha: 0.25, gamma })
})

/** Focal loss by its definition. */
function focal(x: number, t: number, alpha: number, gamma: number) {
  const p = 1 / (1 + Math.exp(-x))
  return t === 1 ? -alpha * (1 - p) ** gamma * Math.log(p) : -(1 - alpha) * p ** gamma * Math.log(1 - p)
}

describe('slopes of the focal loss by alpha and gamma', () => {
  const logits = [-3, 1.5, 0.2, -0.7, 4, -6]
  const targets = [0, 1, 0, 1, 1, 0]
  const sumAt = (alpha: number, gamma: number, column?: number) =>
    logits.reduce(
      (sum, x, i) =>
        column === undefined || i % 2 === column ? sum + focal(x, targets[i], alpha, gamma) : sum,
      0,
    )
  const slopesOf = (alpha: number | null, isCommon: number[], targetKind: 'hard' | 'soft') => {
    const elements = logits.map((x, i) => focal(x, targets[i], alpha ?? 0.5, 2) * (alpha === null ? 2 : 1))
    const input = {
      logits: tf.tensor2d(logits, [3, 2]),
      targets: tf.tensor2d(targets, [3, 2]),
      weights: null,
      targetKind,
    }
    return focusSlopes(tf.tensor2d(elements, [3, 2]), input, alpha, isCommon).map((s) => s.dataSync()[0])
  }
  test.each(['hard', 'soft'] as const)('%s targets: the differences of the definition', (kind) => {
    const [gamma, alpha] = slopesOf(0.25, [1, 1], kind)
    expect(gamma).toBeCloseTo((sumAt(0.25, 2 + 1e-5) - sumAt(0.25, 2 - 1e-5)) / 2e-5, 5)
    expect(alpha).toBeCloseTo((sumAt(0.25 + 1e-5, 2) - sumAt(0.25 - 1e-5, 2)) / 2e-5, 5)
    expect(gamma).toBeLessThan(0)
  })
  test('a class with its own alpha does not pull; without an alpha there is no slope', () => {
    const [, alpha] = slopesOf(0.25, [0, 1], 'hard')
    expect(alpha).toBeCloseTo((sumAt(0.25 + 1e-5, 2, 1) - sumAt(0.25 - 1e-5, 2, 1)) / 2e-5, 5)
    expect(slopesOf(null, [1, 1], 'hard')[1]).toBe(0)
  })
  test('finite where everything is right', () => {
    const input = {
      logits: tf.tensor2d([[100, -100]]),
      targets: tf.tensor2d([[1, 0]]),
      weights: null,
      targetKind: 'hard' as const,
    }
    const slopes = focusSlopes(tf.zeros([1, 2]), input, 0.25, [1, 1]).map((s) => s.dataSync()[0])
    for (const slope of slopes) expect(Math.abs(slope)).toBe(0)
  })
})

describe('learnable', () => {
  const config = testConfig({ focusing: { kind: 'learnable', rate: 0.05, regularization: 0.5 } })
  const follow = (memory: LossMemory, slopes = { gamma: 0, alpha: 0 }, steps = 4000, settings = config) => {
    let current = memory
    for (let i = 0; i < steps; i++) current = learnable.learn(slopes, settings, current)
    return learnable.focus(settings, current, 0)
  }
  test('starts at the values of the settings and stays there without slopes', () => {
    const start = learnable.focus(config, {}, 0)
    expect(start.alpha).toBeCloseTo(0.25, 12)
    expect(start.gamma).toBeCloseTo(2, 12)
    expect(follow({}).gamma).toBeCloseTo(2, 9)
  })
  test('settles where gamma - gamma0 = |slope| / (2 regularization)', () => {
    expect(follow({}, { gamma: -0.6, alpha: 0 }).gamma).toBeCloseTo(2 + 0.6 / (2 * 0.5), 4)
  })
  test('alpha settles where the pull on its logit is its slope', () => {
    const { alpha } = follow({}, { gamma: 0, alpha: -0.8 })
    const a = alpha as number
    const logit = (p: number) => Math.log(p / (1 - p))
    expect(2 * 0.5 * (logit(a) - logit(0.25))).toBeCloseTo(0.8 * a * (1 - a), 6)
  })
  test('comes back from afar at any rate and regularization, without swinging', () => {
    const wild = testConfig({ focusing: { kind: 'learnable', rate: 1, regularization: 100 } })
    expect(follow({ a: [2.5], b: [2.5] }, undefined, 4000, wild).gamma).toBeCloseTo(2, 3)
    expect(follow({ a: [2.5], b: [2.5] }, undefined, 4000, wild).alpha).toBeCloseTo(0.25, 3)
  })
  test('gamma stays between 0 and gammaMax under the degenerate slope of plain descent', () => {
    const held = testConfig({ focusing: { kind: 'learnable', signal: 'val', rate: 1, gammaMax: 4 } })
    const { gamma } = follow({}, { gamma: -50, alpha: 0 }, 50, held)
    expect(gamma).toBeLessThanOrEqual(4)
    expect(gamma).toBeGreaterThan(3.9)
  })
  test('an alpha of null stays so, a gamma of 0 can leave 0', () => {
    const none = testConfig({ focal: { alpha: null, gamma: 0 }, focusing: { kind: 'learnable' } })
    const { alpha, gamma } = follow({}, { gamma: -2, alpha: 5 }, 500, none)
    expect(alpha).toBeNull()
    expect(gamma).toBeGreaterThan(0)
  })
})
