import '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import type { Reduction } from '../../../../shared/training/config/loss'
import { distanceInTolerances, GRADIENT, VALUE } from '../../testing/closeTo'
import { goldenCases } from '../../testing/goldens'
import * as tf from '../../tf'
import { reduceLoss, weightedMean } from '../reduction'
import { bceWithLogits } from './bceWithLogits'
import { classificationLosses } from './index'
import { sigmoidFocal } from './sigmoidFocal'
import { softmaxFocalLoss } from './softmaxFocal'

const table = (value: unknown) => tf.tensor2d(value as number[][])

/** Value and gradient of the sum of the value, as the goldens hold them. */
function check(golden: Record<string, unknown>, loss: (logits: tf.Tensor2D) => tf.Tensor) {
  const logits = table(golden.logits)
  const value = loss(logits).dataSync()
  const gradient = tf
    .grad((x) => tf.sum(loss(x as tf.Tensor2D)))(logits)
    .dataSync()
  expect(distanceInTolerances(value, golden.value, VALUE)).toBeLessThanOrEqual(1)
  expect(distanceInTolerances(gradient, golden.grad, GRADIENT)).toBeLessThanOrEqual(1)
}

describe('sigmoid focal', () => {
  const goldens = goldenCases('classification-losses.json', 'sigmoidFocal')
  test.each(goldens)('torchvision: gamma $gamma alpha $alpha $reduction', (golden) => {
    for (const targetKind of ['hard', 'soft'] as const) {
      const options = { alpha: golden.alpha as number | null, gamma: golden.gamma as number, targetKind }
      check(golden, (x) =>
        reduceLoss(sigmoidFocal(x, table(golden.targets), options), golden.reduction as Reduction),
      )
    }
  })
  test('numbers of the design: alpha 0.25, gamma 2', () => {
    const x = [-5, -2, -1, 0, 0.5, 1, 2]
    const ones = tf.onesLike(tf.tensor1d(x))
    const options = { alpha: 0.25, gamma: 2 }
    const positive = sigmoidFocal(tf.tensor1d(x), ones, options)
    const negative = sigmoidFocal(tf.tensor1d(x), tf.zerosLike(ones), options)
    const wanted = [1.234980305, 0.412519545, 0.175467076, 0.043321699, 0.016893373, 0.005664514, 0.000450891]
    const wantedNegative = [
      2.26e-7, 0.001352672, 0.016993543, 0.129965096, 0.283058701, 0.526401228, 1.237558635,
    ]
    expect(distanceInTolerances(positive.dataSync(), wanted, VALUE)).toBeLessThanOrEqual(1)
    expect(distanceInTolerances(negative.dataSync(), wantedNegative, VALUE)).toBeLessThanOrEqual(1)
  })
  test('numbers of the design: slopes, and far out', () => {
    const x = tf.tensor1d([0, 1, -1, 2])
    const options = { alpha: 0.25, gamma: 2 }
    const slope = (targets: tf.Tensor1D) =>
      tf
        .grad((input) => tf.sum(sigmoidFocal(input as tf.Tensor1D, targets, options)))(x)
        .dataSync()
    const objects = [-0.074571699, -0.013145282, -0.192058681, -0.001217735]
    const background = [0.223715096, 0.576176042, 0.039435847, 0.807535298]
    expect(distanceInTolerances(slope(tf.ones([4])), objects, VALUE)).toBeLessThanOrEqual(1)
    expect(distanceInTolerances(slope(tf.zeros([4])), background, VALUE)).toBeLessThanOrEqual(1)
    const far = tf.tensor1d([20, -20, 5, 5])
    const value = sigmoidFocal(far, tf.tensor1d([1, 1, 1, 0]), options).dataSync()
    expect(value[0] / 2.19e-27).toBeCloseTo(1, 2)
    expect(
      distanceInTolerances(value.slice(1), [4.99999998, 7.5e-8, 3.704940916], VALUE),
    ).toBeLessThanOrEqual(1)
  })
  test("numbers of the Object Detection API's tests", () => {
    const x = tf.tensor1d([0.97, 0.91, 0.73, 0.27, 0.09, 0.03].map((p) => Math.log(p / (1 - p))))
    const targets = tf.tensor1d([1, 1, 1, 0, 0, 0])
    const entropy = bceWithLogits(x, targets).dataSync()
    const focused = sigmoidFocal(x, targets, { alpha: null, gamma: 2 }).dataSync()
    const orders = [...entropy].map((value, i) => 10 ** Math.floor(Math.log10(value / focused[i])))
    expect(orders).toEqual([1000, 100, 10, 10, 100, 1000])
    const half = sigmoidFocal(x, targets, { alpha: 0.5, gamma: 0 }).dataSync()
    expect(half).toEqual(entropy.map((value) => value / 2))
    const eightOfTwentyFour = tf.tensor1d(Array.from({ length: 24 }, (_, i) => (i < 8 ? 1 : 0)))
    const sum = tf.sum(sigmoidFocal(tf.zeros([24]), eightOfTwentyFour, { alpha: 0.75, gamma: 0 }))
    expect(sum.dataSync()[0]).toBeCloseTo(Math.LN2 * (0.75 * 8 + 0.25 * 16), 5)
  })
  test('alpha and gamma of single classes', () => {
    const targets = tf.tensor2d([
      [1, 0],
      [0, 1],
    ])
    const options = { alpha: tf.tensor1d([0.25, 0.75]), gamma: tf.tensor1d([2, 0.5]) }
    const x = tf.tensor2d([
      [1, -1],
      [0.5, 2],
    ])
    for (const targetKind of ['hard', 'soft'] as const) {
      const both = sigmoidFocal(x, targets, { ...options, targetKind }).dataSync()
      const [first, second] = [
        { alpha: 0.25, gamma: 2 },
        { alpha: 0.75, gamma: 0.5 },
      ].map((one) => sigmoidFocal(x, targets, { ...one, targetKind }).dataSync())
      const wanted = [first[0], second[1], first[2], second[3]]
      expect(distanceInTolerances(both, wanted, VALUE)).toBeLessThanOrEqual(1)
    }
  })
  test('numbers of the design: alpha 0.75, gamma 1.5', () => {
    const loss = sigmoidFocal(tf.tensor1d([0, 1]), tf.tensor1d([1, 1]), { alpha: 0.75, gamma: 1.5 })
    expect(distanceInTolerances(loss.dataSync(), [0.183798402, 0.032768389], VALUE)).toBeLessThanOrEqual(1)
  })
  test('weights of classes, of anchors and of elements multiply', () => {
    const logits = tf.tensor3d([0, 1, -1, 2, 0.5, -0.5], [1, 3, 2])
    const targets = tf.tensor3d([1, 0, 0, 0, 0, 1], [1, 3, 2])
    const options = { alpha: 0.25, gamma: 2 }
    const plain = sigmoidFocal(logits, targets, options).dataSync()
    const byClass = sigmoidFocal(logits, targets, { ...options, weights: tf.tensor1d([2, 3]) }).dataSync()
    const byAnchor = sigmoidFocal(logits, targets, { ...options, weights: tf.tensor3d([1, 0, 4], [1, 3, 1]) })
    expect(
      distanceInTolerances(
        byClass,
        [2, 3, 2, 3, 2, 3].map((w, i) => w * plain[i]),
        VALUE,
      ),
    ).toBeLessThan(1)
    const wanted = [1, 1, 0, 0, 4, 4].map((w, i) => w * plain[i])
    expect(distanceInTolerances(byAnchor.dataSync(), wanted, VALUE)).toBeLessThan(1)
  })
  test('shapes that do not fit and a negative gamma are refused', () => {
    const x = tf.zeros([2, 3])
    expect(() => sigmoidFocal(x, tf.zeros([3, 2]), { alpha: null, gamma: 2 })).toThrow(/differ in shape/)
    expect(() => sigmoidFocal(x, x, { alpha: null, gamma: 2, weights: tf.zeros([2]) })).toThrow(/broadcast/)
    expect(() => sigmoidFocal(x, x, { alpha: null, gamma: -1 })).toThrow(/gamma/)
  })
})

describe('softmax focal', () => {
  test.each(goldenCases('classification-losses.json', 'softmaxFocal'))(
    'gamma $gamma $reduction',
    (golden) => {
      const labels = tf.tensor1d(golden.labels as number[], 'int32')
      const weights =
        golden.weight === null ? null : tf.gather(tf.tensor1d(golden.weight as number[]), labels)
      check(golden, (x) => {
        const elements = softmaxFocalLoss(x, labels, { gamma: golden.gamma as number, weights })
        if (golden.reduction !== 'mean' || weights === null)
          return reduceLoss(elements, golden.reduction as Reduction)
        return weightedMean(elements, weights)
      })
    },
  )
  test('finite far out, also where gamma is below 1', () => {
    const logits = tf.tensor2d([
      [1000, -1000, 0],
      [-1000, 1000, 0],
      [88, -88, 20],
    ])
    for (const gamma of [0, 0.5, 1, 2]) {
      const loss = (x: tf.Tensor) =>
        softmaxFocalLoss(x as tf.Tensor2D, tf.tensor1d([0, 0, 0], 'int32'), { gamma })
      const values = [
        ...loss(logits).dataSync(),
        ...tf
          .grad((x) => tf.sum(loss(x)))(logits)
          .dataSync(),
      ]
      expect(values.every(Number.isFinite)).toBe(true)
      expect(values[1]).toBeCloseTo(2000, 2)
    }
  })
  test('as many labels as rows', () => {
    expect(() => softmaxFocalLoss(tf.zeros([2, 3]), tf.tensor1d([0], 'int32'), { gamma: 0 })).toThrow(
      /1 labels for 2/,
    )
  })
})

describe('binary cross-entropy', () => {
  test.each(goldenCases('classification-losses.json', 'bce'))('torch, soft targets, $reduction', (golden) => {
    const weights = table(golden.weight)
    check(golden, (x) =>
      reduceLoss(bceWithLogits(x, table(golden.targets), { weights }), golden.reduction as Reduction),
    )
  })
  test('posWeight multiplies the part of the target: hard and soft, by hand at x = 0', () => {
    for (const [t, targetKind] of [
      [1, 'hard'],
      [0, 'hard'],
      [0.25, 'soft'],
    ] as const) {
      const loss = (x: tf.Tensor1D) => bceWithLogits(x, tf.tensor1d([t]), { posWeight: 3, targetKind })
      const slope = tf.grad((x) => tf.sum(loss(x as tf.Tensor1D)))(tf.tensor1d([0]))
      expect(loss(tf.tensor1d([0])).dataSync()[0]).toBeCloseTo((1 + 2 * t) * Math.LN2, 6)
      expect(slope.dataSync()[0]).toBeCloseTo(0.5 * (1 - t) - 1.5 * t, 6)
    }
  })
  test('what the registry names by name is what it holds', () => {
    for (const [name, loss] of Object.entries(classificationLosses)) expect(loss.name).toBe(name)
  })
})
