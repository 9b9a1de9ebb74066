import { beforeAll, describe, expect, test } from 'vitest'
import { createRandom } from '../../../shared/random'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import { LossConfig, type LossConfigInput } from '../../../shared/training/config/loss'
import { ensureBackend } from '../../selfcheck/backend'
import { createAnchors } from '../anchors/index'
import { matchers } from '../matching/index'
import { assignTargets, type ImageTruth } from '../matching/targets'
import * as tf from '../tf'
import { createLossSystem } from './lossSystem'
import { multiboxLoss } from './multibox'
import type { LossMemory } from './types'

beforeAll(async () => {
  expect(await ensureBackend()).toBe('tensorflow')
})

const input = { width: 64, height: 64 }
const anchors = createAnchors({ kind: 'retina', scale: 2, octaves: 1, ratios: [1] }, input, [8, 16, 32])
const { numAnchors } = anchors
const names = ['a', 'b', 'c']
const truths: ImageTruth[] = [
  {
    boxesXyxyPx: Float32Array.of(3, 5, 22, 21, 30, 28, 61, 60),
    classes: Int32Array.of(1, 2),
    ignoreXyxyPx: Float32Array.of(40, 0, 64, 20),
  },
  {
    boxesXyxyPx: Float32Array.of(10, 30, 26, 44),
    classes: Int32Array.of(0),
    hardNegativesXyxyPx: Float32Array.of(32, 32, 64, 64),
  },
]

/** Settings whose weights do not move with the predictions: what is held constant would show up as a slope. */
const settings: [string, LossConfigInput, LossMemory?][] = [
  ['the defaults', {}],
  [
    'weights of classes and samples, quality, centre',
    {
      box: 'diou',
      quality: 'centerness',
      lambdaCenter: 0.7,
      classWeights: { kind: 'manual', manual: { a: 3, b: 0.5 }, on: 'all' },
      sampleWeights: { area: true },
      focal: { gamma: 1, alphaByClass: { c: 0.6 } },
    },
  ],
  [
    'softmax with mining, each picture by itself',
    {
      classification: 'softmaxFocal',
      box: 'smoothL1',
      hardSamples: { kind: 'mining' },
      normalizer: 'imagePositives',
    },
  ],
  [
    'kendall',
    { classification: 'bce', box: 'siou', balancing: { kind: 'kendall' } },
    { 'balancing.s': [1, -2, 0, 0] },
  ],
  ['mean, emphasis', { box: 'eiou', reduction: 'mean', hardSamples: { kind: 'emphasis', share: 0.1 } }],
]

describe.each(settings)('the gradient of the whole loss: %s', (_name, given, memory = {}) => {
  const config = LossConfig.parse(given)
  const system = createLossSystem(config, names, [5, 50, 500])
  const columns = system.classification.scoring === 'softmax' ? 4 : 3
  const shapes: [number, number, number][] = [
    [2, numAnchors, columns],
    [2, numAnchors, 4],
  ]
  if (config.quality !== 'none') shapes.push([2, numAnchors, 1])
  const targets = assignTargets(anchors, truths, matchers.iou, {
    ...defaultTrainConfig().matcher,
    hardNegativeWeight: 3,
  })
  const scene = { match: () => targets, anchors, input, progress: 0.5 }
  const totalOf = ([logits, offsets, quality]: tf.Tensor[]) =>
    multiboxLoss({ logits, offsets, quality } as never, scene, system, memory).total

  // Of the first seeds those at which no edge of a box crosses another one within the step: there the loss has a kink.
  test.each([62, 64, 65])('along a random direction (seed %i)', (seed) => {
    const random = createRandom(seed)
    const draw = (scale: number) =>
      shapes.map(([b, n, c]) => Float32Array.from({ length: b * n * c }, () => random.normal() * scale))
    const point = draw(0.8)
    const direction = draw(0.003)
    tf.tidy(() => {
      const at = (step: number) =>
        point.map((values, i) =>
          tf.tensor3d(
            values.map((v, k) => v + step * direction[i][k]),
            shapes[i],
          ),
        )
      const gradients = tf.grads((...tensors: tf.Tensor[]) => totalOf(tensors))(at(0))
      const along = gradients.reduce((sum, gradient, i) => {
        const slopes = gradient.dataSync()
        return sum + direction[i].reduce((part, d, k) => part + d * slopes[k], 0)
      }, 0)
      const slope = (totalOf(at(1)).dataSync()[0] - totalOf(at(-1)).dataSync()[0]) / 2
      expect(Math.abs(along)).toBeGreaterThan(1e-5)
      expect(Math.abs(along - slope)).toBeLessThan(5e-6 + 5e-3 * Math.abs(slope))
    })
  })
})
