import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { defaultTrainConfig } from '../../../../shared/training/config/index'
import { testGoldens } from '../../testing/boxGoldens'
import * as tf from '../../tf'
import type { LossMemory } from '../types'
import { ghmr, ghmrLoss, ghmrWeights } from './ghmr'

const config = defaultTrainConfig().loss

testGoldens('more-box-losses.json', 'ghmr', (predicted, target, golden) => {
  const { mu, bins, momentum, counts } = golden as unknown as Record<'mu' | 'bins' | 'momentum', number> & {
    counts: number[]
  }
  const seen = { predicted: predicted.dataSync(), target: target.dataSync() }
  const { weights } = ghmrWeights(seen, counts, { mu, bins, momentum })
  return ghmrLoss(predicted, target, { mu, binWeights: weights })
})

const observe = (predicted: number[], memory: LossMemory) =>
  ghmr.observe?.(
    { predicted: Float32Array.from(predicted), target: new Float32Array(predicted.length) },
    memory,
    config,
  ) as LossMemory

test('three of four coordinates in one bin weigh a third of the fourth (by hand)', () => {
  // mu = .02: |d| = .001 has the norm .05, the first bin; |d| = 1 has .9998, the last. Counts .3 * 3 and .3 * 1.
  const memory = observe([0.001, 0.001, -0.001, 1], {})
  const loss = (x: tf.Tensor2D) => ghmr.elements(x, tf.zeros([1, 4]), config, memory)
  const weights = [4 / 0.9 / 2, 4 / 0.3 / 2]
  const asl = (d: number) => Math.sqrt(d * d + 0.0004) - 0.02
  const predicted = tf.tensor2d([[0.001, 0.001, -0.001, 1]])
  expect(loss(predicted).dataSync()[0]).toBeCloseTo(3 * weights[0] * asl(0.001) + weights[1] * asl(1), 5)
})

test('the memory runs on, is never changed in place, and stays as it is without boxes', () => {
  const first = observe([0.001, 0.001, 0.001, 1], {})
  const before = structuredClone(first)
  const second = observe([1, 1, 1, 1], first)
  expect(first).toEqual(before)
  expect(second.ghmrCounts[0]).toBe(first.ghmrCounts[0])
  expect(second.ghmrCounts[9]).toBeCloseTo(0.7 * 0.3 + 0.3 * 4, 9)
  expect(observe([], second).ghmrCounts).toEqual(second.ghmrCounts)
  expect(Object.values(ghmr.gauges?.(second, config) ?? {})).toEqual(second.ghmrCounts)
})

test('before anything was observed all weights are 1', () => {
  const loss = ghmr.elements(tf.tensor2d([[0.02, 0, 0, 0]]), tf.zeros([1, 4]), config, {})
  expect(loss.dataSync()[0]).toBeCloseTo(0.02 * (Math.SQRT2 - 1), 6)
})
