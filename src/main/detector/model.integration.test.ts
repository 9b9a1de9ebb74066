import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadTensorFlow } from '../trainer/worker/loadTensorFlow'
import { initialWeights } from './initialWeights'
import { buildModel } from './model'
import { pathAggregation } from './necks/pathAggregation'
import { type Architecture, parameterShapes, pyramidGrid, runNetwork } from './network/architecture'
import { convolutionLayer } from './network/ops'
import { createTensorOps } from './network/tensorOps'
import { type NamedTensor, readSafetensors } from './safetensors'
import * as tf from './tf'
import { trunks } from './trunks/index'

const weightsFile = fileURLToPath(
  new URL('../../../resources/models/nanodet-g-coco.safetensors', import.meta.url),
)
let trained: Map<string, NamedTensor>

beforeAll(async () => {
  await loadTensorFlow()
  trained = readSafetensors(readFileSync(weightsFile)).tensors
})

function architecture(
  trunk: Architecture['trunk'] = 'nanodetG',
  input = { width: 96, height: 64 },
): Architecture {
  const levels = [3, 4, 5, 6].map((level) => ({
    level,
    stride: 2 ** level,
    ...pyramidGrid(input, level),
    shapes: [
      [2 ** level, 2 ** level] as [number, number],
      [2 ** level, 2 ** (level + 1)] as [number, number],
    ],
  }))
  return { trunk, neck: 'pathAggregation', input, numClasses: 3, levels, scoring: 'sigmoid', quality: 'none' }
}

/** sin(i * 0.05) * 1.5 over [1, 64, 96, 3], normalised RGB. */
function sinePicture(): tf.Tensor4D {
  const values = Float32Array.from({ length: 64 * 96 * 3 }, (_, i) => Math.sin(i * 0.05) * 1.5)
  return tf.tensor4d(values, [1, 64, 96, 3])
}

/**
 * Frozen from an independent forward pass in PyTorch 2.13 (float64, NCHW), written from the published description:
 * BGR input, stem, max-pool, four stages, laterals, top-down, bottom-up, COCO heads. mean, root mean square, and
 * numbers at flat places of [1, H, W, C].
 */
const reference = {
  P3: {
    size: 12288,
    mean: 0.00273904376,
    rms: 0.08999843035,
    at: { 0: -0.13300993853, 777: -0.0163200922, 6144: -0.08743421062, 12287: -0.02382683172 },
  },
  P4: {
    size: 3072,
    mean: -0.0011589403,
    rms: 0.14453673031,
    at: { 0: -0.23842156926, 777: 0.02131103502, 1536: -0.18316598219, 3071: -0.03701170739 },
  },
  P5: {
    size: 768,
    mean: -0.00312650676,
    rms: 0.17076239623,
    at: { 0: -0.21283200651, 9: 0.05411819597, 384: -0.2086304226, 767: -0.00556774438 },
  },
  head3: {
    size: 11904,
    mean: -3.38856623127,
    rms: 4.31208710937,
    at: { 0: -4.76535606364, 123: -0.67223875642, 11903: -0.51483970353 },
  },
  head4: {
    size: 2976,
    mean: -3.2596040931,
    rms: 4.10058261448,
    at: { 0: -4.69637979834, 123: -0.73238570678, 2975: -0.55701926526 },
  },
  head5: {
    size: 744,
    mean: -3.02439312762,
    rms: 3.79262789707,
    at: { 0: -4.83406304636, 123: -1.21453325392, 743: -1.20021648495 },
  },
}

describe('the trained trunk', () => {
  it('computes the maps and COCO answers that PyTorch computes', () => {
    const weights = new Map(trained)
    // Ours reads red first; the swap is part of what is tested.
    const stem = initialWeights(architecture(), trained, 1).get('stem.kernel') as NamedTensor
    weights.set('stem.kernel', stem)
    const { build, channels } = trunks.nanodetG
    const maps = tf.tidy(() => {
      const ops = createTensorOps(
        (name) => {
          const { shape, values } = weights.get(name) as NamedTensor
          return tf.tensor(values, [...shape])
        },
        () => false,
      )
      const levels = pathAggregation.build<tf.Tensor>(
        ops,
        { maps: build<tf.Tensor>(ops, sinePicture()), channels },
        { width: 128, lowest: 3, highest: 5 },
      )
      const pyramid = [...levels.values()]
      const heads = pyramid.map((map, i) => {
        const tower = ops.convolution(map, convolutionLayer(`cocoHead${i + 3}.conv`, 3, 128, 128))
        return ops.convolution(
          tower,
          convolutionLayer(`cocoHead${i + 3}.predict`, 1, 128, 124, { activation: 'linear' }),
        )
      })
      return [...pyramid, ...heads].map((map) => Array.from(map.dataSync()))
    })
    for (const [i, expected] of Object.values(reference).entries()) {
      const map = maps[i] as number[]
      expect(map.length).toBe(expected.size)
      expect(map.reduce((sum, value) => sum + value, 0) / map.length).toBeCloseTo(expected.mean, 4)
      expect(Math.sqrt(map.reduce((sum, value) => sum + value * value, 0) / map.length)).toBeCloseTo(
        expected.rms,
        4,
      )
      for (const [place, value] of Object.entries(expected.at))
        expect(map[Number(place)]).toBeCloseTo(value, 3)
    }
  })

  it('gives towers to all heads and leaves their predictions quiet', () => {
    const weights = initialWeights(architecture(), trained, 1)
    expect(weights.get('head6.tower.kernel')?.values).toEqual(trained.get('cocoHead5.conv.kernel')?.values)
    expect(weights.get('head3.class.bias')?.values[0]).toBeCloseTo(-4.59512, 5)
    const kernel = weights.get('head3.class.kernel')?.values as Float32Array
    const deviation = Math.sqrt(kernel.reduce((sum, value) => sum + value * value, 0) / kernel.length)
    expect(deviation).toBeGreaterThan(0.008)
    expect(deviation).toBeLessThan(0.012)
  })
})

describe('a model', () => {
  it.each(['nanodetG', 'tiny'] as const)('of trunk %s answers for every anchor', (trunk) => {
    const built = architecture(trunk)
    const model = buildModel(built, initialWeights(built, null, 1))
    const output = tf.tidy(() => {
      const { logits, offsets } = model.forward(tf.zeros([2, 64, 96, 3]))
      return [logits.shape, offsets.shape]
    })
    // 96x64: grids 12x8, 6x4, 3x2 and 2x1, two anchors a cell.
    expect(output).toEqual([
      [2, 2 * (96 + 24 + 6 + 2), 3],
      [2, 2 * (96 + 24 + 6 + 2), 4],
    ])
    model.dispose()
  })

  it('learns only what its freezing lets it', () => {
    const built = architecture()
    const names = (freeze: 'none' | 'stem' | 'trunk') => {
      const model = buildModel(built, initialWeights(built, null, 1), freeze)
      const { trainable } = model
      model.dispose()
      return trainable
    }
    expect(names('none').length).toBe(parameterShapes(built).size)
    expect(names('stem').some((name) => name.startsWith('stem.') || name.startsWith('stage1.'))).toBe(false)
    expect(names('stem')).toContain('stage2.entry.kernel')
    expect(names('trunk').every((name) => /^(lateral|extra|head)/.test(name))).toBe(true)
  })

  it('changes what learns while it lives, and keeps its values', () => {
    const built = architecture('tiny')
    const model = buildModel(built, initialWeights(built, null, 1), 'trunk')
    const before = model.trainable
    const picture = tf.zeros<tf.Rank.R4>([1, 64, 96, 3])
    const answer = () => tf.tidy(() => Array.from(model.forward(picture).logits.dataSync()))
    const first = answer()
    model.refreeze('stem')
    expect(before.length).toBeLessThan(model.trainable.length)
    expect(model.trainable).toContain('block1.kernel')
    expect(model.trainable).not.toContain('stem.kernel')
    expect(answer()).toEqual(first)
    tf.tidy(() => {
      const values = model.trainable.map((name) => model.parameters.get(name) as tf.Tensor)
      const { grads } = tf.valueAndGrads((...current: tf.Tensor[]) => {
        const { logits, offsets } = model.forward(picture, current)
        return tf.add(tf.sum(logits), tf.sum(offsets)) as tf.Scalar
      })(values)
      expect(grads).toHaveLength(model.trainable.length)
    })
    picture.dispose()
    model.dispose()
  })

  it('answers for any input of whole cells, for the anchors of that size', () => {
    const built: Architecture = { ...architecture('tiny'), quality: 'iou', scoring: 'softmax' }
    const model = buildModel(built, initialWeights(built, null, 1))
    for (const size of [
      { width: 64, height: 64 },
      { width: 160, height: 96 },
    ]) {
      const expected = built.levels.reduce((sum, { level, shapes }) => {
        const { rows, columns } = pyramidGrid(size, level)
        return sum + rows * columns * shapes.length
      }, 0)
      const shapes = tf.tidy(() => {
        const { logits, offsets, quality } = model.forward(tf.zeros([2, size.height, size.width, 3]))
        return [logits.shape, offsets.shape, quality?.shape]
      })
      expect(shapes).toEqual([
        [2, expected, 4],
        [2, expected, 4],
        [2, expected, 1],
      ])
    }
    model.dispose()
  })

  it.each([
    { neck: 'pathAggregation', lowest: 3, scoring: 'sigmoid', quality: 'none' },
    { neck: 'pathAggregation', lowest: 2, scoring: 'softmax', quality: 'iou' },
    { neck: 'fpn', lowest: 2, scoring: 'sigmoid', quality: 'centerness' },
    { neck: 'ssd', lowest: 2, scoring: 'softmax', quality: 'none' },
  ] as const)(
    'has the same gradient natively and portably, frozen or not: $neck from level $lowest',
    async (kind) => {
      await import('@tensorflow/tfjs-backend-cpu')
      const { lowest, ...network } = kind
      const plain = architecture('tiny', { width: 32, height: 32 })
      const [third] = plain.levels as [(typeof plain.levels)[number]]
      const second = { ...third, level: 2, stride: 4, rows: 8, columns: 8 }
      const built: Architecture = {
        ...plain,
        ...network,
        levels: lowest === 2 ? [second, ...plain.levels] : plain.levels,
      }
      const weights = initialWeights(built, null, 3)
      const gradientOn = async (backend: string, freeze: 'none' | 'stem') => {
        await tf.setBackend(backend)
        const model = buildModel(built, weights, freeze)
        const values = model.trainable.map((name) => model.parameters.get(name) as tf.Tensor)
        const numbers = new Map<string, number[]>()
        tf.tidy(() => {
          const picture = tf.tensor4d(
            Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => Math.sin(i)),
            [1, 32, 32, 3],
          )
          const { grads } = tf.valueAndGrads((...current: tf.Tensor[]) => {
            const { logits, offsets, quality } = model.forward(picture, current)
            const sum = tf.add(tf.sum(tf.square(logits)), tf.sum(tf.square(tf.add(offsets, 1))))
            return (quality === null ? sum : tf.add(sum, tf.sum(tf.square(tf.add(quality, 2))))) as tf.Scalar
          })(values)
          for (const [i, name] of model.trainable.entries())
            numbers.set(name, Array.from(grads[i]?.dataSync() ?? []))
        })
        model.dispose()
        return numbers
      }
      const native = await gradientOn('tensorflow', 'none')
      const portable = await gradientOn('cpu', 'none')
      const frozen = await gradientOn('tensorflow', 'stem')
      await tf.setBackend('tensorflow')
      for (const [name, numbers] of native) {
        const scale = Math.max(...numbers.map(Math.abs), 1e-3)
        const difference = (other: number[] | undefined) =>
          Math.max(...numbers.map((value, i) => Math.abs(value - (other?.[i] ?? Number.NaN)))) / scale
        expect(difference(portable.get(name)), name).toBeLessThan(1e-4)
        if (frozen.has(name)) expect(difference(frozen.get(name)), name).toBeLessThan(1e-5)
      }
      expect(frozen.has('stem.kernel')).toBe(false)
      expect(native.size).toBe(frozen.size + 2)
    },
  )
})

describe('the network', () => {
  it('has the parameters by the names that older models have', () => {
    const names = [...parameterShapes(architecture('tiny')).keys()].filter((name) => name.endsWith('.kernel'))
    const heads = [3, 4, 5, 6].flatMap((l) => [`head${l}.tower`, `head${l}.class`, `head${l}.box`])
    expect(names.map((name) => name.replace('.kernel', ''))).toEqual(
      ['stem', 'block1', 'block2', 'block3', 'block4', 'lateral3', 'lateral4', 'lateral5', 'extra6'].concat(
        heads,
      ),
    )
  })

  it('says which layer does not fit', () => {
    const wrong = { ...architecture(), input: { width: 96, height: 80 } }
    expect(() => parameterShapes(wrong)).toThrow()
  })

  it('is the same graph over any operations', () => {
    const names: string[] = []
    const silent = {
      convolution: (_: string, layer: { name: string }) => {
        names.push(layer.name)
        return layer.name
      },
      maxPool: (x: string) => x,
      concatenate: (xs: readonly string[]) => xs.join(),
      add: (a: string) => a,
      resize: (x: string) => x,
      flatten: (maps: readonly string[]) => maps.join(),
    }
    const output = runNetwork(silent, architecture(), 'picture')
    expect(output.logits).toBe('head3.class,head4.class,head5.class,head6.class')
    expect(names.map((name) => `${name}.kernel`)).toEqual(
      [...parameterShapes(architecture()).keys()].filter((name) => name.endsWith('.kernel')),
    )
  })
})
