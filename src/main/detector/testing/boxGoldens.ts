import { expect, test } from 'vitest'
import type { Reduction } from '../../../shared/training/config/loss'
import type { GoldenCase } from '../../selfcheck/readGolden'
import { reduceLoss } from '../losses/reduction'
import * as tf from '../tf'
import { distanceInTolerances, GRADIENT, VALUE } from './closeTo'
import { goldenCases } from './goldens'

/** A loss of pairs, bound to the settings of a golden case. */
export type GoldenLoss = (predicted: tf.Tensor, target: tf.Tensor, golden: GoldenCase) => tf.Tensor

/** Tests a loss against all golden cases of a kind, value and gradient. */
export function testGoldens(file: string, kind: string, loss: GoldenLoss): void {
  test.each(goldenCases(file, kind))(`${kind} as the reference, $reduction`, (golden) => {
    const target = tf.tensor2d(golden.target as number[][])
    const predicted = tf.tensor2d(golden.pred as number[][])
    const reduced = (x: tf.Tensor) => reduceLoss(loss(x, target, golden), golden.reduction as Reduction)
    expect(distanceInTolerances(reduced(predicted).dataSync(), golden.value, VALUE)).toBeLessThanOrEqual(1)
    const gradient = tf.grad((x) => tf.sum(reduced(x)))(predicted)
    expect(distanceInTolerances(gradient.dataSync(), golden.grad, GRADIENT)).toBeLessThanOrEqual(1)
  })
}
