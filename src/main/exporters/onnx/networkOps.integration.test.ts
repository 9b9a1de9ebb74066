import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { convolutionLayer, type NetworkOps } from '../../detector/network/ops'
import { createTensorOps } from '../../detector/network/tensorOps'
import type { NamedTensor } from '../../detector/safetensors'
import * as tf from '../../detector/tf'
import { runOnnx } from '../testing/runOnnx'
import { hasTensorFlow } from '../testing/tensorFlow'
import { createGraphBuilder } from './graphBuilder'
import { createOnnxOps } from './networkOps'

const SEED = 11

/** A piece of network over one picture [1, H, W, C]; `width` is the flattened row length. */
interface Piece {
  name: string
  shape: [number, number, number, number]
  layers: ReturnType<typeof convolutionLayer>[]
  build<T>(ops: NetworkOps<T>, input: T, layers: readonly ReturnType<typeof convolutionLayer>[]): T
  width: number
}

const strided = convolutionLayer('strided', 3, 5, 6, { stride: 2 })
const point = convolutionLayer('point', 1, 5, 4, { activation: 'linear' })
const wide = convolutionLayer('wide', 3, 5, 7)

const pieces: Piece[] = [
  {
    name: '3x3 stride 1, leaky',
    shape: [1, 7, 9, 5],
    layers: [wide],
    width: 7,
    build: (o, x, [a]) => o.convolution(x, a),
  },
  {
    name: '3x3 stride 2, odd',
    shape: [1, 7, 9, 5],
    layers: [strided],
    width: 6,
    build: (o, x, [a]) => o.convolution(x, a),
  },
  {
    name: '3x3 stride 2, even',
    shape: [1, 8, 6, 5],
    layers: [strided],
    width: 6,
    build: (o, x, [a]) => o.convolution(x, a),
  },
  {
    name: '1x1 linear',
    shape: [1, 4, 3, 5],
    layers: [point],
    width: 4,
    build: (o, x, [a]) => o.convolution(x, a),
  },
  { name: 'max pool, even', shape: [1, 8, 6, 3], layers: [], width: 3, build: (o, x) => o.maxPool(x) },
  { name: 'max pool, odd', shape: [1, 7, 5, 3], layers: [], width: 3, build: (o, x) => o.maxPool(x) },
  { name: 'doubling', shape: [1, 3, 5, 2], layers: [], width: 2, build: (o, x) => o.resize(x, 2) },
  { name: 'halving', shape: [1, 6, 10, 2], layers: [], width: 2, build: (o, x) => o.resize(x, 0.5) },
  {
    name: 'concatenate',
    shape: [1, 4, 4, 2],
    layers: [],
    width: 6,
    build: (o, x) => o.concatenate([x, o.add(x, x), x]),
  },
]

async function runInOnnx(piece: Piece, values: Float32Array, weights: ReadonlyMap<string, NamedTensor>) {
  const graph = createGraphBuilder()
  const input = graph.input('picture', 'float32', piece.shape, 'feature map')
  const first = graph.node('Transpose', 'channelsFirst', [input], { perm: [0, 3, 1, 2] })
  const ops = createOnnxOps(graph, weights)
  const rows = ops.flatten([piece.build(ops, first, piece.layers)], piece.width)
  graph.output('rows', rows, 'float32', [1, 'rows', piece.width], 'the same, flattened')
  const file = graph.finish({ name: 'piece', description: '', producerVersion: '0', metadata: {} })
  return (await runOnnx(file, { picture: { values, shape: piece.shape } })).rows
}

function runInTensorFlow(piece: Piece, values: Float32Array, weights: ReadonlyMap<string, NamedTensor>) {
  const rows = tf.tidy(() => {
    const find = (name: string) => {
      const { shape, values } = weights.get(name) as NamedTensor
      return tf.tensor(values, [...shape])
    }
    const ops = createTensorOps(find, () => false)
    return ops.flatten(
      [piece.build(ops, tf.tensor4d(values, piece.shape) as tf.Tensor, piece.layers)],
      piece.width,
    )
  })
  const result = { shape: [...rows.shape], values: Array.from(rows.dataSync()) }
  rows.dispose()
  return result
}

describe.skipIf(!hasTensorFlow())('ONNX operations against TensorFlow', () => {
  it.each(pieces)(`$name agrees (seed ${SEED})`, async (piece) => {
    const random = createRandom(SEED, piece.shape[1])
    const normal = (count: number) => Float32Array.from({ length: count }, () => random.normal())
    const values = normal(piece.shape.reduce((product, side) => product * side, 1))
    const weights = new Map<string, NamedTensor>()
    for (const layer of piece.layers) {
      const shape = [layer.kernelSize, layer.kernelSize, layer.inChannels, layer.outChannels]
      weights.set(`${layer.name}.kernel`, {
        shape,
        values: normal(shape.reduce((product, side) => product * side, 1)),
      })
      weights.set(`${layer.name}.bias`, { shape: [layer.outChannels], values: normal(layer.outChannels) })
    }
    const expected = runInTensorFlow(piece, values, weights)
    const actual = await runInOnnx(piece, values, weights)
    expect(actual.shape).toEqual(expected.shape)
    const differences = actual.values.map((value, i) => Math.abs(value - expected.values[i]))
    expect(Math.max(...differences)).toBeLessThan(1e-5 * Math.max(...expected.values.map(Math.abs)))
  })
})
