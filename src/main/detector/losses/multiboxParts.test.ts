import '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import type { LossConfigInput } from '../../../shared/training/config/loss'
import type { TargetBatch } from '../matching/targets'
import * as tf from '../tf'
import { createLossSystem } from './lossSystem'
import { multiboxLoss } from './multibox'
import { anchors, input, testConfig, testTargets } from './testing/lossScene'
import type { LossMemory } from './types'

const names = ['a', 'b', 'c']
const targets = testTargets([
  { row: 1, classIndex: 2, box: [18, 2, 30, 14] },
  { row: 2, classIndex: 0, box: [2, 16, 18, 30] },
])
const { numAnchors } = anchors
const numbers = (count: number, phase: number) =>
  Array.from({ length: count }, (_, i) => Math.sin(i * 1.3 + phase))

function outputOf(columns: number) {
  return {
    logits: tf.tensor3d(numbers(numAnchors * columns, 0), [1, numAnchors, columns]),
    offsets: tf.tensor3d(numbers(numAnchors * 4, 1), [1, numAnchors, 4]),
    quality: tf.tensor3d(numbers(numAnchors, 2), [1, numAnchors, 1]),
  }
}

interface Options {
  columns?: number
  batch?: TargetBatch
  memory?: LossMemory
  progress?: number
}

function lossOf(settings: LossConfigInput, options: Options = {}) {
  const { columns = 3, batch = targets, memory = {}, progress = 0 } = options
  const system = createLossSystem(testConfig({ lambdaBox: 1, ...settings }), names, [10, 100, 1000])
  const scene = { match: () => batch, anchors, input, progress }
  const { figures, finish, total } = multiboxLoss(outputOf(columns), scene, system, memory)
  return { ...finish(figures.dataSync()), total: total.dataSync()[0] }
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const labelOf = (row: number) => [-1, 2, 0, -1][row]
/** Sum of some loss of all logits. */
function sumLogits(each: (x: number, t: number, k: number) => number) {
  const x = numbers(numAnchors * 3, 0)
  return x.reduce(
    (sum, value, i) => sum + each(value, labelOf(Math.floor(i / 3)) === i % 3 ? 1 : 0, i % 3),
    0,
  )
}
function focal(x: number, t: number, alpha: number, gamma = 2) {
  const p = sigmoid(x)
  return t === 1 ? -alpha * (1 - p) ** gamma * Math.log(p) : -(1 - alpha) * p ** gamma * Math.log(1 - p)
}

describe('classification', () => {
  test('alpha of single classes by name', () => {
    const { loss } = lossOf({ focal: { alphaByClass: { c: 0.9 } } })
    const wanted = sumLogits((x, t, k) => focal(x, t, k === 2 ? 0.9 : 0.25)) / 2
    expect(loss.classification).toBeCloseTo(wanted, 5)
  })
  test('class weights on whole columns', () => {
    const manual = { a: 2, b: 0.5 }
    const { loss } = lossOf({ classWeights: { kind: 'manual', manual, on: 'all' } })
    const wanted = sumLogits((x, t, k) => [2, 0.5, 1][k] * focal(x, t, 0.25)) / 2
    expect(loss.classification).toBeCloseTo(wanted, 5)
  })
  test('an alpha for no class is refused', () => {
    expect(() => lossOf({ focal: { alphaByClass: { zebra: 0.5 } } })).toThrow(/"zebra"/)
  })
  test.each([
    ['softmaxCrossEntropy', 0, 1, 1],
    ['softmaxFocal', 2, 0.25, 0.75],
  ] as const)('%s: background first, class weights on the objects', (classification, gamma, alpha, rest) => {
    const manual = { a: 3 }
    const classWeights = { kind: 'manual' as const, manual }
    const { loss } = lossOf({ classification, classWeights }, { columns: 4 })
    const x = numbers(numAnchors * 4, 0)
    let sum = 0
    for (let row = 0; row < numAnchors; row++) {
      const z = x.slice(row * 4, row * 4 + 4)
      const label = labelOf(row) + 1
      const p = Math.exp(z[label]) / z.reduce((total, value) => total + Math.exp(value), 0)
      const weight = (label === 0 ? rest : alpha) * (label === 1 ? 3 : 1)
      sum += weight * (1 - p) ** gamma * -Math.log(p)
    }
    expect(loss.classification).toBeCloseTo(sum / 2, 5)
  })
  test('soft targets of the matcher are what the scores shall reach, weigh the boxes and divide', () => {
    const soft = { ...targets, positiveQualities: Float32Array.of(0.9, 0.3) }
    const settings = { classification: 'bce' as const, normalizer: 'targetScores' as const }
    const { loss } = lossOf(settings, { batch: soft })
    const wanted = sumLogits((x, t, k) => {
      const q = t * (k === 2 ? soft.positiveQualities[0] : soft.positiveQualities[1])
      return -q * Math.log(sigmoid(x)) - (1 - q) * Math.log(1 - sigmoid(x))
    })
    expect(loss.classification).toBeCloseTo(wanted / 1.2, 5)
    const each = [0, 1].map((i) => {
      const only = Float32Array.of(i === 0 ? 1 : 0, i === 1 ? 1 : 0)
      return lossOf(settings, { batch: { ...targets, positiveQualities: only } }).loss.box
    })
    expect(loss.box).toBeCloseTo((0.9 * each[0] + 0.3 * each[1]) / 1.2, 5)
  })
})

describe('quality and centre', () => {
  test('centerness: cross-entropy of the positives', () => {
    const { loss, total } = lossOf({ quality: 'centerness', lambdaQuality: 2 })
    // Anchor centres (24, 8) and (8, 24).
    const q = [Math.sqrt((6 / 6) * (6 / 6)), Math.sqrt((6 / 10) * (6 / 8))]
    const x = numbers(numAnchors, 2)
    const bce = (value: number, t: number) =>
      -t * Math.log(sigmoid(value)) - (1 - t) * Math.log(1 - sigmoid(value))
    expect(loss.quality).toBeCloseTo((bce(x[1], q[0]) + bce(x[2], q[1])) / 2, 5)
    expect(total).toBeCloseTo(loss.classification + loss.box + 2 * loss.quality, 5)
  })
  test('iou: the target is the overlap of the decoded boxes, cut off from the gradient', () => {
    const system = createLossSystem(
      testConfig({ quality: 'iou', lambdaCls: 0, lambdaBox: 0 }),
      names,
      [1, 1, 1],
    )
    const scene = { match: () => targets, anchors, input, progress: 0 }
    const { logits, offsets, quality } = outputOf(3)
    const [byOffsets, byQuality] = tf.grads((y, q) => {
      const output = { logits, offsets: y as tf.Tensor3D, quality: q as tf.Tensor3D }
      return multiboxLoss(output, scene, system).total
    })([offsets, quality])
    expect(byOffsets.dataSync().every((slope) => slope === 0)).toBe(true)
    const slopes = byQuality.dataSync()
    expect([slopes[0], slopes[3]]).toEqual([0, 0])
    // Slope (p - q) / 2: from it q, which lies in [0, 1].
    for (const row of [1, 2]) {
      const q = sigmoid(numbers(numAnchors, 2)[row]) - 2 * slopes[row]
      expect(q).toBeGreaterThan(0.05)
      expect(q).toBeLessThan(1)
    }
  })
  test('a quality part without a head is refused', () => {
    const system = createLossSystem(testConfig({ quality: 'iou' }), names, [1, 1, 1])
    const scene = { match: () => targets, anchors, input, progress: 0 }
    expect(() => multiboxLoss({ ...outputOf(3), quality: null }, scene, system)).toThrow(RangeError)
  })
  test('centre loss: DIoU without its overlap', () => {
    const { loss, total } = lossOf({ lambdaCenter: 0.5, box: 'diou' })
    const { loss: iou } = lossOf({ box: 'iou' })
    expect(loss.center).toBeCloseTo(loss.box - iou.box, 5)
    expect(total).toBeCloseTo(loss.classification + loss.box + 0.5 * loss.center, 5)
  })
})

describe('what moves', () => {
  test('gamma of the schedule is that of the step', () => {
    const settings = { focusing: { kind: 'scheduled' as const, endGamma: 4 } }
    const { loss, gauges } = lossOf(settings, { progress: 0.5 })
    expect(gauges).toEqual({ gamma: 3 })
    expect(loss.classification).toBeCloseTo(sumLogits((x, t) => focal(x, t, 0.25, 3)) / 2, 5)
  })
  test('learnable: the memory follows the training loss; the step itself still has the old values', () => {
    const settings = { focusing: { kind: 'learnable' as const } }
    const { loss, memory, gauges } = lossOf(settings)
    expect(loss.classification).toBeCloseTo(lossOf({}).loss.classification, 6)
    expect(gauges.gamma).toBeCloseTo(2, 9)
    const next = lossOf(settings, { memory })
    expect(next.gauges.gamma).toBeGreaterThan(2)
    expect(next.gauges.alpha).not.toBeCloseTo(0.25, 4)
  })
  test('kendall: reported total with s / 2, the network sees lambda', () => {
    const memory = { 'balancing.s': [1, -2, 0, 0] }
    const { loss, total, gauges } = lossOf({ balancing: { kind: 'kendall' } }, { memory })
    const seen = Math.exp(-1) * loss.classification + 0.5 * Math.exp(2) * loss.box
    expect(total).toBeCloseTo(seen, 4)
    expect(loss.total).toBeCloseTo(seen - 0.5, 4)
    expect(gauges.lambdaBox).toBeCloseTo(0.5 * Math.exp(2), 9)
  })
  test('each owner keeps its own part of the memory, and the memory given stays as it was', () => {
    const memory = Object.freeze({ 'balancing.s': Object.freeze([0, 0, 0, 0]) as number[] })
    const settings: LossConfigInput = {
      classification: 'ghmc',
      box: 'ghmr',
      normalizerMomentum: 0.5,
    }
    const first = lossOf(settings, { memory })
    const owners = new Set(Object.keys(first.memory).map((key) => key.split('.')[0]))
    expect(owners).toEqual(new Set(['balancing', 'classification', 'box', 'normalizer']))
    expect(memory).toEqual({ 'balancing.s': [0, 0, 0, 0] })
    const again = lossOf(settings, { memory })
    expect(again).toEqual(first)
    // JSON holds the memory exactly.
    expect(JSON.parse(JSON.stringify(first.memory))).toEqual(first.memory)
  })
})
