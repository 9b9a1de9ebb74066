import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { defaultTrainConfig } from '../../../../shared/training/config/index'
import { testGoldens } from '../../testing/boxGoldens'
import * as tf from '../../tf'
import { huber, huberLoss } from './huber'

testGoldens('more-box-losses.json', 'huber', (predicted, target, { delta }) =>
  huberLoss(predicted, target, delta as number),
)

// Deltas around the bend of 1, by hand: half the square within, |d| - 1/2 beyond.
test('the four offsets add up, slope cut to delta', () => {
  const config = defaultTrainConfig().loss
  const predicted = tf.tensor2d([[0.5, -1, 3, 0]])
  const loss = (x: tf.Tensor2D) => huber.elements(x, tf.zeros([1, 4]), config, {})
  expect([...loss(predicted).dataSync()]).toEqual([0.125 + 0.5 + 2.5])
  expect([
    ...tf
      .grad((x) => loss(x as tf.Tensor2D))(predicted)
      .dataSync(),
  ]).toEqual([0.5, -1, 1, 0])
})

test('a delta of 0 is refused', () => {
  expect(() => huberLoss(tf.scalar(1), tf.scalar(0), 0)).toThrow(RangeError)
})
