import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { LossConfig } from '../../../../shared/training/config/loss'
import { isNear, lossOf } from '../../testing/lossOf'
import * as tf from '../../tf'
import { autoFocal } from './autoFocal'

const config = LossConfig.parse({ focal: { alpha: null }, autoFocal: { decay: 0.75, gammaMax: 5 } })
const seen = (...logits: number[]) => ({
  logits: Float32Array.from(logits),
  numColumns: 1,
  positives: Int32Array.from(logits.keys()),
  positiveClasses: new Int32Array(logits.length),
  rowWeights: new Float32Array(logits.length).fill(1),
})
const gammaOf = (probability: number) => autoFocal.gauges?.({ probability: [probability] }, config).gamma

test('the average starts as the first mean, then follows; a batch without positives leaves it', () => {
  const first = autoFocal.observe?.(seen(0, 0), {}, config)
  expect(first).toEqual({ probability: [0.5] })
  const second = autoFocal.observe?.(seen(1000), first ?? {}, config)
  expect(second).toEqual({ probability: [0.75 * 0.5 + 0.25] })
  expect(autoFocal.observe?.(seen(), second ?? {}, config)).toEqual(second)
})

test('gamma is -ln of it, 0 at certainty, at most gammaMax', () => {
  expect(gammaOf(Math.exp(-2))).toBeCloseTo(2, 12)
  expect(gammaOf(1)).toBe(0)
  expect(gammaOf(1e-9)).toBe(5)
  expect(autoFocal.gauges?.({}, config)).toEqual({ gamma: 5 })
})

test('by hand at p^ = e^-2 and x = 0: a quarter of ln 2; alpha of single classes takes the place of alpha', () => {
  const memory = { probability: [Math.exp(-2)] }
  const targets = tf.tensor2d([[1, 0]])
  const input = { targets, weights: null, targetKind: 'hard' } as const
  const plain = lossOf((logits) => autoFocal.elements({ ...input, logits }, config, memory), [[0, 0]])
  expect(isNear(plain.value, [0.25 * Math.LN2, 0.25 * Math.LN2])).toBe(true)
  const alphas = tf.tensor1d([0.9, 0.2])
  const weighed = lossOf(
    (logits) => autoFocal.elements({ ...input, logits, alphas }, config, memory),
    [[0, 0]],
  )
  expect(isNear(weighed.value, [0.9 * 0.25 * Math.LN2, 0.8 * 0.25 * Math.LN2])).toBe(true)
})
