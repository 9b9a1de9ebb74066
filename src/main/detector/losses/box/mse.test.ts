import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { testGoldens } from '../../testing/boxGoldens'
import * as tf from '../../tf'
import { mse, mseLoss } from './mse'

testGoldens('more-box-losses.json', 'mse', mseLoss)

test('the four offsets add up, slope 2 d', () => {
  const predicted = tf.tensor2d([[1, -2, 0, 0.5]])
  const loss = (x: tf.Tensor2D) => mse.elements(x, tf.zeros([1, 4]), {} as never, {})
  expect([...loss(predicted).dataSync()]).toEqual([5.25])
  expect([
    ...tf
      .grad((x) => loss(x as tf.Tensor2D))(predicted)
      .dataSync(),
  ]).toEqual([2, -4, 0, 1])
})
