import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { testGoldens } from '../../testing/boxGoldens'
import { distanceInTolerances, VALUE } from '../../testing/closeTo'
import * as tf from '../../tf'
import { siouLoss } from './siou'

testGoldens('more-box-losses.json', 'siou', (predicted, target) => siouLoss(predicted, target))

test('numbers of the design for two pairs of boxes', () => {
  const predicted = tf.tensor2d([
    [0, 0, 2, 2],
    [10, 10, 30, 50],
  ])
  const target = tf.tensor2d([
    [1, 1, 4, 3],
    [12, 18, 40, 44],
  ])
  const loss = siouLoss(predicted, target).dataSync()
  expect(distanceInTolerances(loss, [1.0187717, 0.5971391], VALUE)).toBeLessThanOrEqual(1)
})

test('boxes that agree cost nothing and have no slope', () => {
  const box = tf.tensor2d([[10, 10, 30, 50]])
  expect(siouLoss(box, box).dataSync()[0]).toBeLessThan(1e-6)
  const slope = tf
    .grad((x) => siouLoss(x, box))(box)
    .dataSync()
  // The IoU has a kink there, shared evenly by both sides.
  expect(Math.max(...slope.map((value) => Math.abs(value)))).toBeLessThan(0.03)
  expect([...slope].reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6)
})
