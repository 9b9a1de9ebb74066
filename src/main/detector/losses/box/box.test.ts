import '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultTrainConfig } from '../../../../shared/training/config/index'
import type { Reduction } from '../../../../shared/training/config/loss'
import { distanceInTolerances, GRADIENT, VALUE } from '../../testing/closeTo'
import { goldenCases } from '../../testing/goldens'
import * as tf from '../../tf'
import { reduceLoss } from '../reduction'
import { ciouLoss } from './ciou'
import { diouLoss } from './diou'
import { giouLoss } from './giou'
import { boxLosses } from './index'
import { iouLoss } from './iouLoss'
import { smoothL1 } from './smoothL1'

const family = { iou: iouLoss, giou: giouLoss, diou: diouLoss, ciou: ciouLoss }
type Family = keyof typeof family
const table = (value: unknown) => tf.tensor2d(value as number[][])

function check(golden: Record<string, unknown>, loss: (predicted: tf.Tensor2D) => tf.Tensor) {
  const predicted = table(golden.pred)
  const reduced = (x: tf.Tensor) => reduceLoss(loss(x as tf.Tensor2D), golden.reduction as Reduction)
  expect(distanceInTolerances(reduced(predicted).dataSync(), golden.value, VALUE)).toBeLessThanOrEqual(1)
  const gradient = tf
    .grad((x) => tf.sum(reduced(x)))(predicted)
    .dataSync()
  expect(distanceInTolerances(gradient, golden.grad, GRADIENT)).toBeLessThanOrEqual(1)
}

describe.each(Object.keys(family) as Family[])('%s against torchvision', (kind) => {
  test.each(goldenCases('box-losses.json', kind))('$reduction', (golden) => {
    check(golden, (x) => family[kind](x, table(golden.target), golden.eps as number))
  })
})

describe('smooth L1 against torch', () => {
  test.each(goldenCases('box-losses.json', 'smoothL1'))('beta $beta $reduction', (golden) => {
    check(golden, (x) => smoothL1(x, table(golden.target), golden.beta as number))
  })
  test('beta 0 is the absolute difference', () => {
    const predicted = tf.tensor1d([3, -2, 0])
    expect([...smoothL1(predicted, tf.zerosLike(predicted), 0).dataSync()]).toEqual([3, 2, 0])
    const gradient = tf.grad((x) => tf.sum(smoothL1(x, tf.zerosLike(predicted), 0)))(predicted)
    expect([...gradient.dataSync()]).toEqual([1, -1, 0])
  })
  test('as a box loss the four offsets add up', () => {
    const config = defaultTrainConfig().loss
    const loss = boxLosses.smoothL1.elements(tf.tensor2d([[1, 1, 1, 1]]), tf.zeros([1, 4]), config, {})
    expect(loss.shape).toEqual([1])
    expect(loss.dataSync()[0]).toBeCloseTo(4 * (1 - 1 / 18), 5)
  })
})

test('numbers of the design for two pairs of boxes', () => {
  const a = table([
    [0, 0, 2, 2],
    [10, 10, 30, 50],
  ])
  const b = table([
    [1, 1, 4, 3],
    [12, 18, 40, 44],
  ])
  const wanted = {
    iou: [1 - 0.1111111, 1 - 0.4415094],
    giou: [1.1388889, 0.6751572],
    diou: [1.0188889, 0.5732906],
    ciou: [1.0191646, 0.577747],
  }
  for (const kind of Object.keys(family) as Family[]) {
    expect(distanceInTolerances(family[kind](a, b).dataSync(), wanted[kind], VALUE)).toBeLessThanOrEqual(1)
  }
})

test('turning the picture over or on its side changes no IoU loss (seed 50)', () => {
  const side = fc.double({ min: 1, max: 100, noNaN: true })
  const place = fc.double({ min: 0, max: 200, noNaN: true })
  const box = fc.tuple(place, place, side, side).map(([x, y, w, h]) => [x, y, x + w, y + h])
  const flip = ([x1, y1, x2, y2]: number[]) => [320 - x2, y1, 320 - x1, y2]
  const turn = ([x1, y1, x2, y2]: number[]) => [y1, x1, y2, x2]
  fc.assert(
    fc.property(box, box, (a, b) => {
      for (const loss of Object.values(family)) {
        const [plain] = loss(table([a]), table([b])).dataSync()
        for (const move of [flip, turn]) {
          const [moved] = loss(table([move(a)]), table([move(b)])).dataSync()
          expect(Math.abs(moved - plain)).toBeLessThan(2e-5)
        }
      }
    }),
    { seed: 50 },
  )
})

test('empty and inverted boxes stay finite, value and gradient', () => {
  const predicted = table([
    [5, 5, 5, 5],
    [9, 9, 3, 3],
    [0, 0, 10, 10],
  ])
  const target = table([
    [5, 5, 5, 5],
    [0, 0, 10, 10],
    [4, 4, 4, 4],
  ])
  for (const loss of Object.values(family)) {
    const values = [
      ...loss(predicted, target).dataSync(),
      ...tf
        .grad((x) => tf.sum(loss(x, target)))(predicted)
        .dataSync(),
    ]
    expect(values.every(Number.isFinite)).toBe(true)
  }
})
