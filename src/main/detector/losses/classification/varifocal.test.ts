import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { isNear, lossOf } from '../../testing/lossOf'
import * as tf from '../../tf'
import { varifocal } from './varifocal'

test('numbers of the design: x = 0.5, quality 0.8 and 0, alpha 0.75, gamma 2', () => {
  const { value } = lossOf(
    (x) => varifocal(x, tf.tensor2d([[0.8, 0]]), { alpha: 0.75, gamma: 2 }),
    [[0.5, 0.5]],
  )
  expect(isNear(value, [0.4592616, 0.2830587])).toBe(true)
})

test('by hand at p = 0.75: slope q (p - q) for an object, alpha p^2 (p + 2 (1 - p) ln 4) for background', () => {
  const logit = Math.log(3)
  const { gradient } = lossOf(
    (x) => varifocal(x, tf.tensor2d([[0.5, 0]]), { alpha: 0.5, gamma: 2 }),
    [[logit, logit]],
  )
  const background = 0.5 * 0.75 ** 2 * (0.75 + 2 * 0.25 * Math.log(4))
  expect(isNear(gradient, [0.5 * (0.75 - 0.5), background])).toBe(true)
})

test('gamma must not be negative', () => {
  const x = tf.zeros([1, 1])
  expect(() => varifocal(x, x, { alpha: 0.75, gamma: -1 })).toThrow(/gamma/)
})
