import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { isNear, lossOf } from '../../testing/lossOf'
import * as tf from '../../tf'
import { dualFocalLoss } from './dualFocal'

const row = [0.5, 0.3, 0.2].map((p) => Math.log(p))

test('by hand, gamma 2: the runner-up is the highest probability below that of the label, or none', () => {
  const labels = tf.tensor1d([0, 1, 2], 'int32')
  const { value } = lossOf((x) => dualFocalLoss(x, labels, { gamma: 2 }), [row, row, row])
  const wanted = [
    (1 - 0.5 + 0.3) ** 2 * -Math.log(0.5),
    (1 - 0.3 + 0.2) ** 2 * -Math.log(0.3),
    (1 - 0.2) ** 2 * -Math.log(0.2),
  ]
  expect(isNear(value, wanted)).toBe(true)
})

test('of two equal probabilities neither is the runner-up of the other', () => {
  const { value } = lossOf((x) => dualFocalLoss(x, tf.tensor1d([0], 'int32'), { gamma: 1 }), [[0, 0]])
  expect(isNear(value, [0.5 * Math.LN2])).toBe(true)
})

test('gamma must not be negative', () => {
  expect(() => dualFocalLoss(tf.zeros([1, 2]), tf.tensor1d([0], 'int32'), { gamma: -1 })).toThrow(/gamma/)
})
