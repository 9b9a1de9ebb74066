import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { defaultTrainConfig } from '../../../../shared/training/config/index'
import { testGoldens } from '../../testing/boxGoldens'
import * as tf from '../../tf'
import { iou, iouLoss, logIouLoss } from './iouLoss'

testGoldens('box-losses.json', 'iou', (predicted, target) => iouLoss(predicted, target))
testGoldens('more-box-losses.json', 'iouLog', (predicted, target) => logIouLoss(predicted, target))

test('the setting chooses the form; apart, the logarithm stops at -ln 1e-6 without a slope', () => {
  const config = defaultTrainConfig().loss
  const predicted = tf.tensor2d([
    [0, 0, 2, 2],
    [0, 0, 2, 2],
  ])
  const target = tf.tensor2d([
    [0, 0, 2, 1],
    [5, 5, 6, 6],
  ])
  const linear = iou.elements(predicted, target, config, {}).dataSync()
  const logConfig = { ...config, iou: { form: 'log' as const } }
  const logarithmic = iou.elements(predicted, target, logConfig, {}).dataSync()
  expect(linear[0]).toBeCloseTo(0.5, 6)
  expect(linear[1]).toBe(1)
  expect(logarithmic[0]).toBeCloseTo(Math.LN2, 6)
  expect(logarithmic[1]).toBeCloseTo(-Math.log(1e-6), 5)
  const slope = tf.grad((x) => iou.elements(x as tf.Tensor2D, target, logConfig, {}))(predicted)
  expect([...slope.dataSync()].slice(4).map(Math.abs)).toEqual([0, 0, 0, 0])
})
