import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { isNear, lossOf } from '../../testing/lossOf'
import * as tf from '../../tf'
import { focalStarLoss } from './focalStar'

test('by hand at x = 1, gamma 2, beta 1: ln(1 + e^-3) / 2 for an object, ln(1 + e) / 2 for background', () => {
  for (const targetKind of ['hard', 'soft'] as const) {
    const { value, gradient } = lossOf(
      (x) => focalStarLoss(x, tf.tensor2d([[1, 0]]), { gamma: 2, beta: 1, targetKind }),
      [[1, 1]],
    )
    expect(isNear(value, [0.0242936758, 0.6566308438])).toBe(true)
    expect(isNear(gradient, [-0.0474258732, 0.7310585786])).toBe(true)
  }
})

test('a soft target mixes the two, weights multiply', () => {
  const { value } = lossOf(
    (x) => focalStarLoss(x, tf.tensor2d([[0.25]]), { gamma: 2, beta: 1, weights: tf.tensor1d([3]) }),
    [[1]],
  )
  expect(isNear(value, [3 * (0.25 * 0.0242936758 + 0.75 * 0.6566308438)])).toBe(true)
})

test('gamma must be above 0, shapes must fit', () => {
  const x = tf.zeros([2, 3])
  expect(() => focalStarLoss(x, x, { gamma: 0, beta: 1 })).toThrow(/gamma/)
  expect(() => focalStarLoss(x, tf.zeros([3, 2]), { gamma: 1, beta: 1 })).toThrow(/differ in shape/)
})
