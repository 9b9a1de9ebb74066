import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { testGoldens } from '../../testing/boxGoldens'
import * as tf from '../../tf'
import { l1, l1Loss } from './l1'

testGoldens('more-box-losses.json', 'l1', l1Loss)

test('the four offsets add up, with no slope where they are met', () => {
  const predicted = tf.tensor2d([[1, -2, 0, 0.5]])
  const loss = (x: tf.Tensor2D) => l1.elements(x, tf.zeros([1, 4]), {} as never, {})
  expect([...loss(predicted).dataSync()]).toEqual([3.5])
  expect([
    ...tf
      .grad((x) => loss(x as tf.Tensor2D))(predicted)
      .dataSync(),
  ]).toEqual([1, -1, 0, 1])
})
