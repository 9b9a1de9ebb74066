import '@tensorflow/tfjs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as tf from '../../tf'
import { bceWithLogits } from './bceWithLogits'
import { sigmoidFocal } from './sigmoidFocal'

const logit = fc.oneof(
  fc.double({ min: -30, max: 30, noNaN: true }),
  fc.constantFrom(-1000, -88, -20, 0, 20, 88, 1000),
)
const hard = fc.constantFrom(0, 1)
const soft = fc.double({ min: 0, max: 1, noNaN: true })
const rows = (target: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(logit, target), { minLength: 1, maxLength: 20 })

function valueAndGradient(loss: (x: tf.Tensor) => tf.Tensor, logits: number[]) {
  const x = tf.tensor1d(logits)
  return {
    value: loss(x).dataSync(),
    gradient: tf
      .grad((input) => tf.sum(loss(input)))(x)
      .dataSync(),
  }
}

test('gamma 0 without alpha is binary cross-entropy bit for bit (seed 40)', () => {
  for (const [targetKind, target] of [
    ['hard', hard],
    ['soft', soft],
  ] as const) {
    fc.assert(
      fc.property(rows(target), fc.boolean(), (pairs, isWeighted) => {
        const targets = tf.tensor1d(pairs.map(([, t]) => t))
        const weights = isWeighted ? tf.tensor1d(pairs.map(([x]) => Math.abs(x) + 0.5)) : null
        const logits = pairs.map(([x]) => x)
        const focal = valueAndGradient(
          (x) => sigmoidFocal(x, targets, { alpha: null, gamma: 0, weights, targetKind }),
          logits,
        )
        const entropy = valueAndGradient((x) => bceWithLogits(x, targets, { weights, targetKind }), logits)
        expect(focal).toEqual(entropy)
      }),
      { seed: 40 },
    )
  }
})

test('value and gradient are finite for logits up to 1000, the value not negative (seed 41)', () => {
  const gammas = fc.constantFrom(0, 0.1, 0.5, 1, 1.5, 2, 5)
  fc.assert(
    fc.property(rows(fc.oneof(hard, soft)), gammas, fc.option(soft), (pairs, gamma, alpha) => {
      const targets = tf.tensor1d(pairs.map(([, t]) => t))
      const logits = pairs.map(([x]) => x)
      const { value, gradient } = valueAndGradient((x) => sigmoidFocal(x, targets, { alpha, gamma }), logits)
      expect([...value, ...gradient].every(Number.isFinite)).toBe(true)
      expect(Math.min(...value)).toBeGreaterThanOrEqual(0)
    }),
    { seed: 41 },
  )
})

test('hard and soft paths agree on hard targets (seed 42)', () => {
  fc.assert(
    fc.property(rows(hard), fc.constantFrom(0, 0.5, 2, 3), (pairs, gamma) => {
      const targets = tf.tensor1d(pairs.map(([, t]) => t))
      const logits = pairs.map(([x]) => x)
      const [a, b] = (['hard', 'soft'] as const).map((targetKind) =>
        valueAndGradient((x) => sigmoidFocal(x, targets, { alpha: 0.25, gamma, targetKind }), logits),
      )
      for (let i = 0; i < logits.length; i++) {
        expect(Math.abs(a.value[i] - b.value[i])).toBeLessThanOrEqual(1e-6 + 1e-5 * Math.abs(b.value[i]))
        expect(Math.abs(a.gradient[i] - b.gradient[i])).toBeLessThanOrEqual(
          1e-6 + 1e-5 * Math.abs(b.gradient[i]),
        )
      }
    }),
    { seed: 42 },
  )
})

test('the gradient is the slope of the value: central differences in float64, soft targets (seed 43)', () => {
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
  const loss = (x: number, t: number, alpha: number, gamma: number) => {
    const p = sigmoid(x)
    const wrong = p * (1 - t) + (1 - p) * t
    const crossEntropy = -t * Math.log(p) - (1 - t) * Math.log(1 - p)
    return (alpha * t + (1 - alpha) * (1 - t)) * wrong ** gamma * crossEntropy
  }
  const moderate = fc.double({ min: -8, max: 8, noNaN: true })
  fc.assert(
    fc.property(moderate, soft, soft, fc.double({ min: 0, max: 4, noNaN: true }), (x, t, alpha, gamma) => {
      const { value, gradient } = valueAndGradient(
        (input) => sigmoidFocal(input, tf.tensor1d([t]), { alpha, gamma }),
        [x],
      )
      const h = 1e-4
      const slope = (loss(x + h, t, alpha, gamma) - loss(x - h, t, alpha, gamma)) / (2 * h)
      expect(Math.abs(value[0] - loss(x, t, alpha, gamma))).toBeLessThan(2e-5)
      expect(Math.abs(gradient[0] - slope)).toBeLessThan(1e-4)
    }),
    { seed: 43 },
  )
})
