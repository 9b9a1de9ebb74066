import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadTensorFlow } from '../trainer/worker/loadTensorFlow'
import { initialWeights } from './initialWeights'
import { buildModel } from './model'
import { type Architecture, pyramidGrid } from './network/architecture'
import { type NamedTensor, readSafetensors } from './safetensors'
import * as tf from './tf'

const weightsFile = fileURLToPath(
  new URL('../../../resources/models/nanodet-g-coco.safetensors', import.meta.url),
)
const input = { width: 96, height: 64 }
let trained: Map<string, NamedTensor>

beforeAll(async () => {
  await loadTensorFlow()
  trained = readSafetensors(readFileSync(weightsFile)).tensors
})

function architecture(change: Partial<Architecture> = {}, lowest = 3): Architecture {
  const levels = [2, 3, 4, 5, 6].filter((level) => level >= lowest)
  return {
    trunk: 'nanodetG',
    neck: 'pathAggregation',
    input,
    numClasses: 3,
    levels: levels.map((level) => ({
      level,
      stride: 2 ** level,
      ...pyramidGrid(input, level),
      shapes: [
        [2 ** level, 2 ** level],
        [2 ** level, 2 ** (level + 1)],
      ],
    })),
    scoring: 'sigmoid',
    quality: 'none',
    ...change,
  }
}

/** Logits that a fresh network gives for noise, and how many columns they have. */
function freshLogits(built: Architecture, isMining: boolean): { logits: Float32Array; columns: number } {
  const model = buildModel(built, initialWeights(built, trained, 1, { isMining }))
  const output = tf.tidy(() => {
    const { logits } = model.forward(tf.randomNormal([1, 64, 96, 3], 0, 1, 'float32', 5))
    return { logits: logits.dataSync<'float32'>().slice(), columns: logits.shape[2] }
  })
  model.dispose()
  return output
}

/** Mean over the anchors of the softmax's share for classes 1.. */
function foreground(logits: Float32Array, columns: number): number {
  let sum = 0
  for (let i = 0; i < logits.length; i += columns) {
    const powers = Array.from(logits.subarray(i, i + columns), Math.exp)
    const all = powers.reduce((total, power) => total + power, 0)
    sum += 1 - (powers[0] as number) / all
  }
  return sum / (logits.length / columns)
}

describe('the first weights', () => {
  it.each([1, 3, 50])(
    'of a softmax of %i classes take a hundredth of the anchors for objects',
    (numClasses) => {
      const { logits, columns } = freshLogits(architecture({ numClasses, scoring: 'softmax' }), false)
      expect(columns).toBe(numClasses + 1)
      expect(Math.abs(foreground(logits, columns) - 0.01)).toBeLessThan(0.002)
    },
  )

  it('of a softmax under mining prefer nothing: the loss of an anchor is ln(K + 1)', () => {
    const { logits, columns } = freshLogits(architecture({ scoring: 'softmax' }), true)
    expect(foreground(logits, columns)).toBeCloseTo(3 / 4, 1)
    const loss = -Math.log(1 - foreground(logits, columns))
    expect(Math.abs(loss - Math.log(4))).toBeLessThan(0.05)
  })

  it('of sigmoids are the same with mining', () => {
    const biasOf = (isMining: boolean) =>
      initialWeights(architecture(), trained, 1, { isMining }).get('head3.class.bias')?.values[0]
    expect(biasOf(true)).toBeCloseTo(-Math.log(99), 5)
    expect(biasOf(false)).toBeCloseTo(-Math.log(99), 5)
  })

  it('of level 2 take the tower of level 3', () => {
    const weights = initialWeights(architecture({}, 2), trained, 1)
    for (const part of ['kernel', 'bias']) {
      expect(weights.get(`head2.tower.${part}`)?.values).toEqual(
        trained.get(`cocoHead3.conv.${part}`)?.values,
      )
    }
    expect(weights.get('lateral2.kernel')?.shape).toEqual([1, 1, 64, 128])
  })

  it('of the feature pyramid hand the maps on to the towers that know them', () => {
    const [plain, smoothed] = (['pathAggregation', 'fpn'] as const).map((neck) => {
      const built = architecture({ neck })
      const weights = initialWeights(built, trained, 1)
      const zero = new Float32Array(2 * 3 * 128)
      // Heads alike, so that only the maps can differ.
      weights.set('head3.class.kernel', { shape: [1, 1, 128, 6], values: zero.map((_, i) => Math.sin(i)) })
      const model = buildModel(built, weights)
      const first = tf.tidy(() => {
        const { logits } = model.forward(tf.randomNormal([1, 64, 96, 3], 0, 1, 'float32', 5))
        return Array.from(logits.dataSync().slice(0, 2 * 3 * 96)) // level 3
      })
      model.dispose()
      return first
    })
    const differences = (plain as number[]).map((value, i) => Math.abs(value - (smoothed as number[])[i]))
    expect(Math.max(...differences)).toBeLessThan(1e-4)
  })

  it('with a quality head start it at one half', () => {
    const built = architecture({ quality: 'iou' })
    const weights = initialWeights(built, trained, 1)
    expect(weights.get('head3.quality.bias')?.values).toEqual(new Float32Array(2))
    expect(weights.get('head3.quality.kernel')?.shape).toEqual([1, 1, 128, 2])
  })
})
