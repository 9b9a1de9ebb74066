import '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { LossConfig } from '../../../../shared/training/config/loss'
import { isNear, lossOf } from '../../testing/lossOf'
import * as tf from '../../tf'
import { ghmc, harmonizedCrossEntropy } from './gradientHarmonized'

const seen = {
  logits: Float32Array.of(-2, -2, 3, 1),
  numColumns: 1,
  positives: Int32Array.of(2),
  positiveClasses: Int32Array.of(0),
  rowWeights: Float32Array.of(1, 1, 1, 1),
}
const softplus = (x: number) => Math.log1p(Math.exp(x))

test('by hand, two bins: three right, one wrong, each bin counts as much as the other', () => {
  const config = LossConfig.parse({ ghmc: { bins: 2, momentum: 0 } })
  const memory = ghmc.observe?.(seen, {}, config) ?? {}
  expect(memory).toEqual({ density: [3, 1], factors: [1 / 6, 1 / 2] })
  expect(ghmc.gauges?.(memory, config)).toEqual({ ghmcFilledBins: 2 })
  const targets = tf.tensor2d([[0], [0], [1], [0]])
  for (const targetKind of ['hard', 'soft'] as const) {
    const { value } = lossOf(
      (logits) => ghmc.elements({ logits, targets, weights: null, targetKind }, config, memory),
      [[-2], [-2], [3], [1]],
    )
    expect(isNear(value, [softplus(-2) / 6, softplus(-2) / 6, softplus(-3) / 6, softplus(1) / 2])).toBe(true)
  }
})

test('the density is a running one; a bin that is empty keeps its own', () => {
  const config = LossConfig.parse({ ghmc: { bins: 4, momentum: 0.5 } })
  const memory = ghmc.observe?.(seen, { density: [1, 8, 0, 0], factors: [] }, config)
  expect(memory).toEqual({ density: [2, 8, 0.5, 0], factors: [1 / 4, 1 / 16, 1, 0] })
})

test('without memory it is plain cross-entropy; the outermost size falls into the last bin', () => {
  const config = LossConfig.parse({})
  const input = { targets: tf.tensor2d([[1]]), weights: null, targetKind: 'hard' } as const
  expect(lossOf((logits) => ghmc.elements({ ...input, logits }, config, {}), [[0]]).value[0]).toBeCloseTo(
    Math.LN2,
    6,
  )
  const far = lossOf((x) => harmonizedCrossEntropy(x, tf.tensor2d([[1]]), { factors: [0, 2] }), [[-500]])
  expect(far).toEqual({ value: [1000], gradient: [-2] })
})
