import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { testGoldens } from '../../testing/boxGoldens'
import * as tf from '../../tf'
import { centreLoss } from './centreLoss'

testGoldens('more-box-losses.json', 'centre', (predicted, target) => centreLoss(predicted, target))

test('squared distance of the centres over the squared diagonal, by hand', () => {
  // Centres (1, 1) and (2.5, 2), the box around both is 4 x 3: 3.25 / 25.
  const loss = centreLoss(tf.tensor2d([[0, 0, 2, 2]]), tf.tensor2d([[1, 1, 4, 3]]))
  expect(loss.dataSync()[0]).toBeCloseTo(0.13, 6)
})
