import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadTensorFlow } from '../../trainer/worker/loadTensorFlow'
import { convolutionLayer } from '../network/ops'
import * as tf from '../tf'
import { convolve } from './convolution'
import { resizeBilinear } from './resize'
import '@tensorflow/tfjs-backend-cpu'

const NEEDS_ALL = { input: true, parameters: true }

beforeAll(async () => {
  await loadTensorFlow()
})
afterAll(() => tf.setBackend('tensorflow'))

/** Numbers that are the same on every backend. */
function pattern(shape: readonly number[], step: number): tf.Tensor4D {
  const size = shape.reduce((product, side) => product * side, 1)
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(i * step) + 0.1 * Math.cos(i * 0.37))
  return tf.tensor4d(values, [...shape] as [number, number, number, number])
}

/** Value and gradients of a function of tensors, as plain numbers, on one backend. */
async function onBackend(name: string, compute: () => tf.Tensor[]): Promise<number[][]> {
  await tf.setBackend(name)
  const results = tf.tidy(compute)
  const numbers = results.map((result) => Array.from(result.dataSync()))
  tf.dispose(results)
  return numbers
}

function expectClose(actual: number[][], expected: number[][]): void {
  expect(actual.map((list) => list.length)).toEqual(expected.map((list) => list.length))
  for (const [k, list] of actual.entries()) {
    const largest = Math.max(...list.map((value, i) => Math.abs(value - (expected[k]?.[i] ?? Number.NaN))))
    expect(largest).toBeLessThan(2e-4)
  }
}

const layers = [
  convolutionLayer('same', 3, 3, 5),
  convolutionLayer('halving', 3, 3, 4, { stride: 2 }),
  convolutionLayer('pointwise', 1, 3, 6, { activation: 'linear' }),
]

describe.each(layers)('convolution $name', (layer) => {
  const compute = () => {
    const x = pattern([2, 6, 8, layer.inChannels], 0.7)
    const kernel = pattern([layer.kernelSize, layer.kernelSize, layer.inChannels, layer.outChannels], 1.3)
    const bias = tf.tensor1d(Array.from({ length: layer.outChannels }, (_, i) => 0.2 * i - 0.3))
    const { value, grads } = tf.valueAndGrads((...args: tf.Tensor[]) => {
      const [input, weights, offset] = args as [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D]
      const y = convolve(input, { kernel: weights, bias: offset }, layer, NEEDS_ALL)
      // Weights that differ, so that no gradient is right by symmetry.
      return tf.sum(tf.mul(y, pattern(y.shape, 0.9))) as tf.Scalar
    })([x, kernel, bias])
    return [convolve(x, { kernel, bias }, layer, NEEDS_ALL), value, ...grads]
  }

  it('gives the same values and gradients by native and by portable operations', async () => {
    const [native, portable] = [await onBackend('tensorflow', compute), await onBackend('cpu', compute)]
    expectClose(native, portable)
  })

  it('has the gradient that finite differences show', async () => {
    await tf.setBackend('tensorflow')
    const [, , , kernelGradient, biasGradient] = tf.tidy(() => compute().map((t) => Array.from(t.dataSync())))
    const loss = (at: number, change: number, which: 'kernel' | 'bias') =>
      tf.tidy(() => {
        const { kernelSize: size, inChannels, outChannels } = layer
        const shape: [number, number, number, number] = [size, size, inChannels, outChannels]
        const kernel = Float32Array.from(pattern(shape, 1.3).dataSync())
        const bias = Float32Array.from({ length: layer.outChannels }, (_, i) => 0.2 * i - 0.3)
        const changed = which === 'kernel' ? kernel : bias
        changed[at] = (changed[at] as number) + change
        const parameters = { kernel: tf.tensor4d(kernel, shape), bias: tf.tensor1d(bias) }
        const y = convolve(pattern([2, 6, 8, layer.inChannels], 0.7), parameters, layer, NEEDS_ALL)
        return tf.sum(tf.mul(y, pattern(y.shape, 0.9))).dataSync()[0] as number
      })
    for (const at of [0, 4]) {
      const kernelSlope = (loss(at, 1e-2, 'kernel') - loss(at, -1e-2, 'kernel')) / 2e-2
      expect(kernelGradient?.[at]).toBeCloseTo(kernelSlope, 1)
    }
    const biasSlope = (loss(1, 1e-2, 'bias') - loss(1, -1e-2, 'bias')) / 2e-2
    expect(biasGradient?.[1]).toBeCloseTo(biasSlope, 1)
  })
})

describe('bilinear resizing', () => {
  it('halves by averaging four neighbours and doubles with quarters, half-pixel centres', async () => {
    for (const backend of ['tensorflow', 'cpu']) {
      await tf.setBackend(backend)
      const [half, double] = tf.tidy(() => {
        const x = tf.tensor4d([1, 3, 5, 7], [1, 2, 2, 1])
        const row = tf.tensor4d([0, 4], [1, 1, 2, 1])
        return [resizeBilinear(x, 1, 1), resizeBilinear(row, 1, 4)].map((t) => Array.from(t.dataSync()))
      })
      expect(half).toEqual([4])
      expect(double).toEqual([0, 1, 3, 4])
    }
  })

  it.each([2, 0.5])('gives the same gradient natively and portably (factor %d)', async (factor) => {
    const compute = () => {
      const gradient = tf.grad((x) => {
        const y = resizeBilinear(x as tf.Tensor4D, 4 * factor, 6 * factor)
        return tf.sum(tf.mul(y, pattern(y.shape, 0.9)))
      })
      return [gradient(pattern([2, 4, 6, 3], 0.7))]
    }
    expectClose(await onBackend('tensorflow', compute), await onBackend('cpu', compute))
  })
})
