import '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import { createAnchors } from '../anchors/index'
import { encodeBoxes } from '../coding/boxCoder'
import { matchers } from '../matching/index'
import { assignTargets, type ImageTruth } from '../matching/targets'
import * as tf from '../tf'
import { createLossSystem } from './lossSystem'
import { multiboxLoss } from './multibox'
import { testConfig } from './testing/lossScene'
import type { LossConfig } from './types'

const anchors = createAnchors(
  { kind: 'retina', scale: 2, octaves: 1, ratios: [1] },
  { width: 32, height: 32 },
  [8, 16],
)
const { numAnchors } = anchors
const matching = { ...defaultTrainConfig().matcher, hardNegativeWeight: 3 }
const oneBox: ImageTruth = { boxesXyxyPx: Float32Array.of(4, 4, 20, 20), classes: Int32Array.of(1) }
const empty: ImageTruth = { boxesXyxyPx: new Float32Array(0), classes: new Int32Array(0) }
const base: LossConfig = testConfig({ lambdaCls: 1, lambdaBox: 2 })

const classNames = ['a', 'b', 'c']
const input = { width: 32, height: 32 }

function systemOf(config: LossConfig, weights = [1, 1, 1]) {
  const manual = Object.fromEntries(classNames.map((name, i) => [name, weights[i]]))
  const classWeights = { ...config.classWeights, kind: 'manual' as const, manual }
  return createLossSystem({ ...config, classWeights }, classNames, [1, 1, 1])
}

function lossOf(images: ImageTruth[], config: LossConfig, weights = [1, 1, 1], scale = 0.5) {
  const batch = assignTargets(anchors, images, matchers.iou, matching)
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => Math.sin(i * 1.7) * scale)
  const logits = tf.tensor3d(numbers(images.length * numAnchors * 3), [images.length, numAnchors, 3])
  const offsets = tf.tensor3d(numbers(images.length * numAnchors * 4), [images.length, numAnchors, 4])
  const scene = { match: () => batch, anchors, input, progress: 0 }
  const system = systemOf(config, weights)
  const { figures, finish } = multiboxLoss({ logits, offsets }, scene, system)
  const gradients = tf.grads(
    (x, y) => multiboxLoss({ logits: x as tf.Tensor3D, offsets: y as tf.Tensor3D }, scene, system).total,
  )([logits, offsets])
  return {
    batch,
    ...finish(figures.dataSync()).loss,
    logits: logits.dataSync(),
    gradients: gradients.map((gradient) => gradient.dataSync()),
  }
}

/** The definition in plain numbers: focal loss of one logit. */
function focalOf(x: number, t: number, alpha = 0.25, gamma = 2) {
  const p = 1 / (1 + Math.exp(-x))
  return t === 1 ? -alpha * (1 - p) ** gamma * Math.log(p) : -(1 - alpha) * p ** gamma * Math.log(1 - p)
}

describe('classification part', () => {
  test('is the focal loss of all counted anchors over the positives', () => {
    const { batch, classification, logits } = lossOf([oneBox, empty], base)
    let sum = 0
    const positives = new Map([...batch.positives].map((row, i) => [row, batch.positiveClasses[i]]))
    for (let row = 0; row < 2 * numAnchors; row++) {
      for (let k = 0; k < 3; k++) {
        sum += batch.anchorWeights[row] * focalOf(logits[row * 3 + k], positives.get(row) === k ? 1 : 0)
      }
    }
    expect(batch.positives.length).toBeGreaterThan(0)
    expect(classification).toBeCloseTo(sum / batch.positives.length, 4)
  })
  test('class weights touch the positive elements of their class only', () => {
    const plain = lossOf([oneBox], base)
    const weighted = lossOf([oneBox], base, [1, 5, 1])
    const extra = [...plain.batch.positives].reduce(
      (sum, row) => sum + 4 * focalOf(plain.logits[row * 3 + 1], 1),
      0,
    )
    expect(weighted.classification - plain.classification).toBeCloseTo(
      extra / plain.batch.positives.length,
      5,
    )
    expect(lossOf([oneBox], base, [5, 1, 5]).classification).toBe(plain.classification)
  })
  test('ignored anchors get no gradient, hard negatives three times theirs', () => {
    const region = Float32Array.of(0, 16, 32, 32)
    const plain = lossOf([oneBox], base)
    const ignored = lossOf([{ ...oneBox, ignoreXyxyPx: region }], base)
    const hard = lossOf([{ ...oneBox, hardNegativesXyxyPx: region }], base)
    const rowsOf = (weight: number, { batch }: typeof plain) =>
      [...batch.anchorWeights.keys()].filter((row) => batch.anchorWeights[row] === weight)
    expect(rowsOf(3, hard).length).toBeGreaterThan(0)
    for (const row of rowsOf(3, hard))
      expect(hard.gradients[0][row * 3]).toBeCloseTo(3 * plain.gradients[0][row * 3], 6)
    expect(rowsOf(0, ignored).length).toBeGreaterThan(rowsOf(0, plain).length)
    for (const row of rowsOf(0, ignored)) expect(ignored.gradients[0][row * 3]).toBeCloseTo(0, 12)
  })
})

describe('box part', () => {
  test.each(['smoothL1', 'giou'] as const)('%s: gradient at the positives only', (box) => {
    const { batch, gradients } = lossOf([empty, oneBox], { ...base, box })
    const touched = new Set<number>()
    gradients[1].forEach((value, i) => {
      if (value !== 0) touched.add(Math.floor(i / 4))
    })
    expect([...touched]).toEqual([...batch.positives])
  })
  test('a perfect prediction costs nothing', () => {
    const batch = assignTargets(anchors, [oneBox], matchers.iou, matching)
    for (const box of ['smoothL1', 'giou'] as const) {
      const encoded = encodeBoxes(batch.positiveAnchorsXyxyPx, batch.positiveBoxesXyxyPx)
      const offsets = new Float32Array(numAnchors * 4)
      batch.positives.forEach((row, i) => {
        offsets.set(encoded.subarray(i * 4, i * 4 + 4), row * 4)
      })
      const output = {
        logits: tf.zeros([1, numAnchors, 3]) as tf.Tensor3D,
        offsets: tf.tensor3d(offsets, [1, numAnchors, 4]),
      }
      const scene = { match: () => batch, anchors, input, progress: 0 }
      const { figures, finish } = multiboxLoss(output, scene, systemOf({ ...base, box }))
      expect(finish(figures.dataSync()).loss.box).toBeCloseTo(0, 5)
    }
  })
})

describe('the whole', () => {
  test('adds the parts with their weights', () => {
    const { classification, box, total } = lossOf([oneBox], { ...base, lambdaCls: 3, lambdaBox: 0.5 })
    expect(total).toBeCloseTo(3 * classification + 0.5 * box, 5)
    expect(box).toBeGreaterThan(0)
  })
  test('a batch without objects is finite, still teaches background and leaves the boxes alone', () => {
    const { classification, box, gradients } = lossOf([empty, empty], base)
    expect(classification).toBeGreaterThan(0)
    expect(box).toBe(0)
    expect(gradients[0].some((value) => value !== 0)).toBe(true)
    expect(gradients[1].every((value) => value === 0)).toBe(true)
  })
  test('per image: each picture is divided by its own positives, then the mean is taken', () => {
    const config = { ...base, normalizer: 'imagePositives' as const }
    const both = lossOf([oneBox, empty], config)
    const n = both.batch.positivesPerImage[0]
    const sums = lossOf([oneBox, empty], { ...config, reduction: 'sum' })
    const first = lossOf([oneBox], { ...config, reduction: 'sum' })
    const wanted = (first.classification / n + (sums.classification - first.classification)) / 2
    expect(both.classification).toBeCloseTo(wanted, 4)
    expect(both.box).toBeCloseTo(sums.box / n / 2, 5)
  })
  test('mean divides by the elements and by the positives, none is the sum', () => {
    const sum = lossOf([oneBox], { ...base, reduction: 'sum' })
    const mean = lossOf([oneBox], { ...base, reduction: 'mean' })
    expect(mean.classification).toBeCloseTo(sum.classification / (numAnchors * 3), 6)
    expect(mean.box).toBeCloseTo(sum.box / sum.batch.positives.length, 5)
    expect(lossOf([oneBox], { ...base, reduction: 'none' }).total).toBe(sum.total)
  })
  test('leaves no tensor behind', () => {
    const before = tf.memory().numTensors
    tf.tidy(() => {
      lossOf([oneBox, empty], base, [1, 2, 3])
    })
    expect(tf.memory().numTensors).toBe(before)
  })
})
