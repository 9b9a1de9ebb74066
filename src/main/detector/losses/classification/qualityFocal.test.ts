import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { isNear, lossOf } from '../../testing/lossOf'
import * as tf from '../../tf'
import { qualityFocal } from './qualityFocal'

test('numbers of the design: x = 0.5, quality 0.8, beta 2', () => {
  const { value } = lossOf((x) => qualityFocal(x, tf.tensor2d([[0.8]]), { beta: 2 }), [[0.5]])
  expect(isNear(value, [0.0180953])).toBe(true)
})

test('by hand at x = 0, beta 1: |t - 0.5| ln 2, and 0 where p = t', () => {
  const { value, gradient } = lossOf(
    (x) => qualityFocal(x, tf.tensor2d([[1, 0, 0.5]]), { beta: 1 }),
    [[0, 0, 0]],
  )
  expect(isNear(value, [0.5 * Math.LN2, 0.5 * Math.LN2, 0])).toBe(true)
  const slope = 0.25 + 0.25 * Math.LN2
  expect(isNear(gradient, [-slope, slope, 0])).toBe(true)
})

test('for background it is focal loss without alpha: (p^2) softplus(x)', () => {
  const { value } = lossOf((x) => qualityFocal(x, tf.tensor2d([[0]]), { beta: 2 }), [[Math.log(3)]])
  expect(isNear(value, [0.75 ** 2 * Math.log(4)])).toBe(true)
})

test('beta must not be negative', () => {
  const x = tf.zeros([1, 1])
  expect(() => qualityFocal(x, x, { beta: -1 })).toThrow(/beta/)
})
