import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { testGoldens } from '../../testing/boxGoldens'
import { distanceInTolerances, VALUE } from '../../testing/closeTo'
import * as tf from '../../tf'
import { eiouLoss } from './eiou'

testGoldens('more-box-losses.json', 'eiou', (predicted, target) => eiouLoss(predicted, target))

test('numbers of the design for two pairs of boxes', () => {
  const predicted = tf.tensor2d([
    [0, 0, 2, 2],
    [10, 10, 30, 50],
  ])
  const target = tf.tensor2d([
    [1, 1, 4, 3],
    [12, 18, 40, 44],
  ])
  const loss = eiouLoss(predicted, target).dataSync()
  expect(distanceInTolerances(loss, [1.0813889, 0.7669017], VALUE)).toBeLessThanOrEqual(1)
})

test('boxes that agree cost nothing and have no slope', () => {
  const box = tf.tensor2d([[10, 10, 30, 50]])
  expect(eiouLoss(box, box).dataSync()[0]).toBeLessThan(1e-6)
  const slope = tf
    .grad((x) => eiouLoss(x, box))(box)
    .dataSync()
  // The IoU has a kink there, shared evenly by both sides.
  expect(Math.max(...slope.map((value) => Math.abs(value)))).toBeLessThan(0.03)
  expect([...slope].reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6)
})
