import { beforeAll, describe, expect, test } from 'vitest'
import { LossConfig } from '../../../../shared/training/config/loss'
import { ensureBackend } from '../../../selfcheck/backend'
import * as tf from '../../tf'
import type { ClassificationLoss, LossMemory, SeenClassification, SigmoidLoss, SoftmaxLoss } from '../types'
import { classificationLosses } from './index'

beforeAll(async () => {
  expect(await ensureBackend()).toBe('tensorflow')
})

type Settings = Record<string, Record<string, unknown>>

/** Each loss with its defaults and with settings off the beaten track. */
const settings: Record<string, Settings[]> = {
  focal: [{}, { focal: { gamma: 0, alpha: null } }, { focal: { gamma: 0.5 } }, { focal: { gamma: 5 } }],
  bce: [{}, { bce: { posWeight: 7 } }],
  softmaxCrossEntropy: [{}, { softmax: { labelSmoothing: 0.2, backgroundWeight: 0.3 } }],
  softmaxFocal: [{}, { focal: { gamma: 0.5 }, softmax: { backgroundWeight: 0.3 } }],
  focalStar: [{}, { focalStar: { gamma: 4, beta: 0 } }],
  qfl: [{}, { qfl: { beta: 1 } }, { qfl: { beta: 0 } }],
  vfl: [{}, { vfl: { alpha: 1, gamma: 0 } }],
  // Two bins: their edge, where the factor jumps, is at logit 0, which no logit here is near.
  ghmc: [{ ghmc: { bins: 2 } }],
  efl: [{}, { efl: { gamma: 0, scale: 3 } }],
  dualFocal: [{}, { dualFocal: { gamma: 1 }, softmax: { backgroundWeight: 0.3 } }],
  autoFocal: [{}, { autoFocal: { gammaMax: 0.5 } }],
}
const cases = Object.entries(settings).flatMap(([name, all]) => all.map((given) => [name, given] as const))

test('every loss of the registry is tried', () => {
  expect(Object.keys(settings)).toEqual(Object.keys(classificationLosses))
})

describe.each(cases)('%s %j', (name, given) => {
  const loss: ClassificationLoss = classificationLosses[name as keyof typeof classificationLosses]
  const config = LossConfig.parse(given)

  test.each([1, 3, 50])('the gradient is the slope of the value: %i classes', (numClasses) => {
    const scene = sceneOf(loss, numClasses, 'some')
    const memory = observed(loss, config, scene)
    const { gradient } = evaluate(loss, config, memory, scene)
    const slope = centralDifferences((logits) => evaluate(loss, config, memory, { ...scene, logits }), scene)
    for (let i = 0; i < slope.length; i++) {
      expect(Math.abs(gradient[i] - slope[i])).toBeLessThan(2e-4 + 1e-3 * Math.abs(slope[i]))
    }
    expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(1e-3)
  })
  test.each([1, 3, 50])(
    'without positives: %i classes, finite, all pushed towards background',
    (numClasses) => {
      const scene = sceneOf(loss, numClasses, 'none')
      const { value, gradient } = evaluate(loss, config, observed(loss, config, scene), scene)
      expect([...value, ...gradient].every(Number.isFinite)).toBe(true)
      for (const [i, slope] of gradient.entries()) {
        const isBackgroundLogit = loss.scoring === 'softmax' && i % (numClasses + 1) === 0
        if (config.softmax.labelSmoothing === 0)
          expect(isBackgroundLogit ? -slope : slope).toBeGreaterThanOrEqual(0)
      }
      expect(Math.max(...value)).toBeGreaterThan(0)
    },
  )
  test.each([1, 3, 50])('far out: %i classes, logits of 20, 88, 100 and 1000', (numClasses) => {
    for (const size of [20, 88, 100, 1000]) {
      const scene = sceneOf(loss, numClasses, 'some', size)
      for (const memory of [{}, observed(loss, config, scene)]) {
        const { value, gradient } = evaluate(loss, config, memory, scene)
        expect([...value, ...gradient].every(Number.isFinite)).toBe(true)
        expect(Math.min(...value)).toBeGreaterThanOrEqual(0)
      }
    }
  })
  test('anchors of weight 0 do not count', () => {
    const scene = sceneOf(loss, 3, 'some')
    scene.rowWeights[1] = 0
    const { value, gradient } = evaluate(loss, config, observed(loss, config, scene), scene)
    const [perValue, perRow] = [value.length, gradient.length].map((length) => length / NUM_ROWS)
    expect(value.slice(perValue, 2 * perValue).every((number) => number === 0)).toBe(true)
    expect(gradient.slice(perRow, 2 * perRow).every((number) => number === 0)).toBe(true)
    const without = [...scene.logits].filter((_, i) => Math.floor(i / perRow) !== 1)
    expect(loss.observe?.(seenOf(scene), {}, config)).toEqual(
      loss.observe?.(seenOf({ ...dropRow(scene, 1), logits: Float32Array.from(without) }), {}, config),
    )
  })
  test('observing changes no memory in place, and leaves plain finite numbers', () => {
    const scene = sceneOf(loss, 3, 'some')
    const first = observed(loss, config, scene)
    const copy = structuredClone(first)
    const second = loss.observe?.(seenOf(scene), first, config) ?? first
    expect(first).toEqual(copy)
    expect(structuredClone(second)).toEqual(JSON.parse(JSON.stringify(second)))
    expect(Object.values(second).flat().every(Number.isFinite)).toBe(true)
    expect(Object.values(loss.gauges?.(second, config) ?? {}).every(Number.isFinite)).toBe(true)
  })
  test('leaves no tensor behind', () => {
    const scene = sceneOf(loss, 3, 'some')
    const before = tf.memory().numTensors
    evaluate(loss, config, observed(loss, config, scene), scene)
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('without focus it is cross-entropy, bit for bit', () => {
  const bare = { focal: { alpha: null, gamma: 0 } }
  test.each([
    ['focal', 'bce', bare, {}],
    ['qfl', 'bce', { qfl: { beta: 0 } }, {}],
    ['efl', 'bce', { ...bare, efl: { gamma: 0, scale: 0 } }, {}],
    ['autoFocal', 'bce', bare, { probability: [1] }],
    ['focalStar', 'bce', { focalStar: { gamma: 1, beta: 0 } }, {}],
    ['softmaxFocal', 'softmaxCrossEntropy', { ...bare, softmax: { backgroundWeight: 0.3 } }, {}],
    ['dualFocal', 'softmaxCrossEntropy', { dualFocal: { gamma: 0 }, softmax: { backgroundWeight: 0.3 } }, {}],
  ] as const)('%s is %s', (name, plain, given, memory) => {
    const config = LossConfig.parse(given)
    for (const size of [undefined, 20, 100, 1000]) {
      const [loss, entropy]: ClassificationLoss[] = [classificationLosses[name], classificationLosses[plain]]
      const scene = sceneOf(loss, 3, 'some', size)
      const soft = loss.targets === 'quality'
      expect(evaluate(loss, config, memory, scene)).toEqual(evaluate(entropy, config, {}, scene, soft))
    }
  })
})

const NUM_ROWS = 8

interface Scene {
  logits: Float32Array
  numColumns: number
  /** Class of each row, -1 for background. */
  classes: number[]
  /** IoU of each row's box. */
  quality: number[]
  rowWeights: Float32Array
}

/**
 * Rows of anchors. Ordinary logits are a shuffled grid over -4 .. 4 without 0: no two of a row nearer than twice the step
 * of the differences; far out all have one size and either sign, right and wrong.
 */
function sceneOf(
  loss: ClassificationLoss,
  numClasses: number,
  positives: 'some' | 'none',
  size?: number,
): Scene {
  const numColumns = loss.scoring === 'softmax' ? numClasses + 1 : numClasses
  const logits = Float32Array.from({ length: NUM_ROWS * numColumns }, (_, i) => {
    const row = Math.floor(i / numColumns)
    const place = ((i % numColumns) * 7 + Math.floor(row * 1.5)) % numColumns // 7 is prime to 1, 2, 3, 4, 50 and 51
    if (size !== undefined) return (row + (i % numColumns)) % 2 === 0 ? size : -size
    const inGrid = 8 * ((place + 0.5) / numColumns) - 4 + (row - 3.5) / 64
    return Math.round((Math.abs(inGrid) < 0.2 ? 0.25 + inGrid / 8 : inGrid) * 1024) / 1024
  })
  const classes = Array.from({ length: NUM_ROWS }, (_, row) =>
    positives === 'some' && row % 2 === 0 ? (row * 5) % numClasses : -1,
  )
  return {
    logits,
    numColumns,
    classes,
    quality: classes.map((_, row) => 0.9 - row / 8),
    rowWeights: Float32Array.from(classes, (_, row) => 1 + (row % 3) / 2),
  }
}

function dropRow(scene: Scene, dropped: number): Scene {
  const keep = (_: unknown, row: number) => row !== dropped
  return {
    ...scene,
    classes: scene.classes.filter(keep),
    quality: scene.quality.filter(keep),
    rowWeights: scene.rowWeights.filter(keep),
  }
}

function seenOf({ logits, numColumns, classes, rowWeights }: Scene): SeenClassification {
  const rows = [...classes.keys()].filter((row) => classes[row] >= 0)
  return {
    logits,
    numColumns,
    positives: Int32Array.from(rows),
    positiveClasses: Int32Array.from(rows, (row) => classes[row]),
    rowWeights,
  }
}

/** Memory after two steps. */
function observed(loss: ClassificationLoss, config: LossConfig, scene: Scene): LossMemory {
  const seen = seenOf(scene)
  const first = loss.observe?.(seen, {}, config) ?? {}
  return loss.observe?.(seen, first, config) ?? first
}

/** Value and gradient of the sum. */
function evaluate(
  loss: ClassificationLoss,
  config: LossConfig,
  memory: LossMemory,
  scene: Scene,
  soft?: boolean,
) {
  let value = new Float32Array()
  let gradient = new Float32Array()
  tf.tidy(() => {
    const shape: [number, number] = [scene.classes.length, scene.numColumns]
    const of = (x: tf.Tensor) =>
      loss.scoring === 'sigmoid'
        ? sigmoidElements(loss, config, memory, scene, x, soft)
        : softmaxElements(loss, config, memory, scene, x as tf.Tensor2D)
    const logits = tf.tensor2d(scene.logits, shape)
    value = Float32Array.from(of(logits).dataSync())
    gradient = Float32Array.from(
      tf
        .grad((x) => tf.sum(of(x)))(logits)
        .dataSync(),
    )
  })
  return { value, gradient }
}

function sigmoidElements(
  loss: SigmoidLoss,
  config: LossConfig,
  memory: LossMemory,
  scene: Scene,
  flat: tf.Tensor,
  soft = loss.targets === 'quality',
) {
  const numRows = scene.classes.length
  const shape: [number, number, number] = [2, numRows / 2, scene.numColumns]
  const logits = tf.reshape(flat, shape)
  const targets = tf.tensor3d(
    Array.from({ length: logits.size }, (_, i) => {
      const row = Math.floor(i / scene.numColumns)
      if (scene.classes[row] !== i % scene.numColumns) return 0
      return soft ? scene.quality[row] : 1
    }),
    shape,
  )
  const weights = tf.tensor3d(scene.rowWeights, [2, numRows / 2, 1])
  return loss.elements({ logits, targets, weights, targetKind: soft ? 'soft' : 'hard' }, config, memory)
}

function softmaxElements(
  loss: SoftmaxLoss,
  config: LossConfig,
  memory: LossMemory,
  scene: Scene,
  logits: tf.Tensor2D,
) {
  const labels = tf.tensor1d(
    scene.classes.map((label) => label + 1),
    'int32',
  )
  return loss.elements({ logits, labels, weights: tf.tensor1d(scene.rowWeights) }, config, memory)
}

/**
 * Slope of the sum by each logit: central differences of two steps, extrapolated to 0. Rows do not see each other, so one
 * column of all rows moves at a time.
 */
function centralDifferences(
  of: (logits: Float32Array) => { value: Float32Array },
  scene: Scene,
): Float64Array {
  const { logits, numColumns } = scene
  const numRows = scene.classes.length
  const slope = new Float64Array(logits.length)
  const rowSums = (values: Float32Array) => {
    const perRow = values.length / numRows
    return Array.from({ length: numRows }, (_, row) =>
      values.subarray(row * perRow, (row + 1) * perRow).reduce((sum, number) => sum + number, 0),
    )
  }
  for (let column = 0; column < numColumns; column++) {
    const moved = (step: number) =>
      rowSums(of(logits.map((logit, i) => (i % numColumns === column ? logit + step : logit))).value)
    const difference = (step: number) => {
      const [up, down] = [moved(step), moved(-step)]
      return up.map((number, row) => (number - down[row]) / (2 * step))
    }
    const [wide, narrow] = [difference(1 / 16), difference(1 / 32)]
    for (let row = 0; row < numRows; row++) {
      slope[row * numColumns + column] = (4 * narrow[row] - wide[row]) / 3
    }
  }
  return slope
}
