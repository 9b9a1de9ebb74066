import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { LossConfig } from '../../../../shared/training/config/loss'
import { isNear, lossOf } from '../../testing/lossOf'
import * as tf from '../../tf'
import { efl } from './equalizedFocal'

const config = LossConfig.parse({ focal: { alpha: null }, efl: { gamma: 2, scale: 8 } })

test('by hand: gamma grows where positives push less than negatives, and so does the factor', () => {
  const seen = {
    logits: Float32Array.of(0, 0),
    numColumns: 2,
    positives: Int32Array.of(0),
    positiveClasses: Int32Array.of(0),
    rowWeights: Float32Array.of(1),
  }
  const before = { positive: [1, 3], negative: [2, 2] }
  const memory = efl.observe?.(seen, before, config) ?? {}
  expect(memory.gammas).toEqual([6, 2])
  // At p = 0.5 the slope of FL is 0.5^gamma (0.5 + gamma ln 2 / 2), times the factor gamma / 2.
  const slope = (gamma: number) => (gamma / 2) * 0.5 ** gamma * (0.5 + (gamma * Math.LN2) / 2)
  expect(isNear([...memory.positive], [1 + slope(6), 3])).toBe(true)
  expect(isNear([...memory.negative], [2, 2 + slope(2)])).toBe(true)
  expect(efl.gauges?.(memory, config)).toEqual({ eflGammaMin: 2, eflGammaMax: 6 })
  const { value, gradient } = lossOf(
    (logits) =>
      efl.elements(
        { logits, targets: tf.tensor2d([[1, 0]]), weights: null, targetKind: 'hard' },
        config,
        memory,
      ),
    [[0, 0]],
  )
  expect(isNear(value, [3 * 0.5 ** 6 * Math.LN2, 0.25 * Math.LN2])).toBe(true)
  expect(isNear(gradient, [-slope(6), slope(2)])).toBe(true)
})

test('before anything was seen it is focal loss; weights of anchors multiply', () => {
  const { value } = lossOf(
    (logits) =>
      efl.elements(
        { logits, targets: tf.tensor2d([[1, 0]]), weights: tf.tensor2d([[3]]), targetKind: 'hard' },
        config,
        {},
      ),
    [[0, 0]],
  )
  expect(isNear(value, [0.75 * Math.LN2, 0.75 * Math.LN2])).toBe(true)
})
