import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { LossConfig } from '../../../../shared/training/config/loss'
import { isNear, lossOf } from '../../testing/lossOf'
import * as tf from '../../tf'
import { softmaxCrossEntropy, softmaxCrossEntropyLoss } from './softmaxCrossEntropy'

/** Logits of the probabilities 0.5, 0.3, 0.2, shifted. */
const logits = [[0.5, 0.3, 0.2].map((p) => Math.log(p) + 7)]

test('by hand: -ln p of the label, and the mean over all classes mixed in', () => {
  const labels = tf.tensor1d([1], 'int32')
  const plain = lossOf((x) => softmaxCrossEntropyLoss(x, labels), logits)
  expect(isNear(plain.value, [-Math.log(0.3)])).toBe(true)
  expect(isNear(plain.gradient, [0.5, -0.7, 0.2])).toBe(true)
  const smooth = lossOf((x) => softmaxCrossEntropyLoss(x, labels, { labelSmoothing: 0.3 }), logits)
  const all = -Math.log(0.5) - Math.log(0.3) - Math.log(0.2)
  expect(isNear(smooth.value, [-0.7 * Math.log(0.3) + 0.1 * all])).toBe(true)
  expect(isNear(smooth.gradient, [0.5 - 0.1, 0.3 - 0.8, 0.2 - 0.1])).toBe(true)
})

test('all logits equal over K + 1 columns: ln(K + 1), the closed formula of step 0', () => {
  for (const columns of [2, 4, 51]) {
    const { value } = lossOf(
      (x) => softmaxCrossEntropyLoss(x, tf.tensor1d([1], 'int32')),
      [new Array(columns).fill(-3)],
    )
    expect(isNear(value, [Math.log(columns)])).toBe(true)
  }
})

test('background rows weigh backgroundWeight times their own weight, rows below 0 nothing', () => {
  const config = LossConfig.parse({ softmax: { backgroundWeight: 0.25 } })
  const labels = tf.tensor1d([0, 1, -1], 'int32')
  const weights = tf.tensor1d([2, 3, 5])
  const { value } = lossOf(
    (x) => softmaxCrossEntropy.elements({ logits: x, labels, weights }, config, {}),
    [logits[0], logits[0], logits[0]],
  )
  expect(isNear(value, [-0.5 * Math.log(0.5), -3 * Math.log(0.3), 0])).toBe(true)
})

test('as many labels as rows', () => {
  expect(() => softmaxCrossEntropyLoss(tf.zeros([2, 3]), tf.tensor1d([0], 'int32'))).toThrow(/1 labels for 2/)
})
