import { type ConvolutionLayer, LEAKY_SLOPE } from '../network/ops'
import * as tf from '../tf'
import { attribute, isTensorFlow, run } from './native'

/** Which gradients a convolution has to answer; what rests costs nothing. */
export interface NeededGradients {
  input: boolean
  parameters: boolean
}

type Parameters = { kernel: tf.Tensor4D; bias: tf.Tensor1D }

/**
 * Convolution, bias and leaky ReLU as one step of the tape: y = leaky(x * kernel + bias).
 * x [B, H, W, in], kernel [size, size, in, out], bias [out] -> [B, H', W', out].
 *
 * One custom gradient over TensorFlow's own operations, because tfjs would record three nodes, run ReLU's gradient
 * as six kernels and refuse padding of one on all sides backwards. leaky' is read from y: its sign is that of its argument.
 */
export function convolve(
  x: tf.Tensor4D,
  { kernel, bias }: Parameters,
  layer: ConvolutionLayer,
  needs: NeededGradients,
): tf.Tensor4D {
  const ops = isTensorFlow() ? nativeOps : portableOps
  const gradient = tf.customGrad((...args) => {
    const [input, weights, offset, save] = args as unknown as [
      tf.Tensor4D,
      tf.Tensor4D,
      tf.Tensor1D,
      tf.GradSaveFunc,
    ]
    const y = ops.forward(input, weights, offset, layer)
    save([input, weights, y])
    const gradFunc = (dy: tf.Tensor4D, saved: tf.Tensor[]): tf.Tensor[] => {
      const [savedInput, savedWeights, savedY] = saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D]
      const slope = layer.activation === 'linear' ? dy : ops.leakyGradient(dy, savedY)
      // The tape never asks for what does not learn; a scalar keeps its place in the list.
      const unused = tf.scalar(0)
      return [
        needs.input ? ops.inputGradient(slope, savedInput, savedWeights, layer) : unused,
        needs.parameters ? ops.kernelGradient(slope, savedInput, savedWeights, layer) : unused,
        needs.parameters ? ops.biasGradient(slope) : unused,
      ]
    }
    return { value: y, gradFunc: gradFunc as (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[] }
  })
  return gradient(x, kernel, bias) as tf.Tensor4D
}

interface ConvolutionOps {
  forward(x: tf.Tensor4D, kernel: tf.Tensor4D, bias: tf.Tensor1D, layer: ConvolutionLayer): tf.Tensor4D
  leakyGradient(dy: tf.Tensor4D, y: tf.Tensor4D): tf.Tensor4D
  inputGradient(dy: tf.Tensor4D, x: tf.Tensor4D, kernel: tf.Tensor4D, layer: ConvolutionLayer): tf.Tensor4D
  kernelGradient(dy: tf.Tensor4D, x: tf.Tensor4D, kernel: tf.Tensor4D, layer: ConvolutionLayer): tf.Tensor4D
  biasGradient(dy: tf.Tensor4D): tf.Tensor1D
}

/**
 * TensorFlow's CPU kernels are quick for SAME and VALID padding and up to three times slower backwards for EXPLICIT.
 * With stride 1, one row and column all around is what SAME does; with stride 2 it is not (SAME pads the end first),
 * so there the backward pass pads by itself.
 */
const nativeOps: ConvolutionOps = {
  forward(x, kernel, bias, layer) {
    const convolved = run<tf.Tensor4D>('Conv2D', convolutionAttributes(layer, paddingOf(layer)), [x, kernel])
    const shifted = run<tf.Tensor4D>(
      'BiasAdd',
      [attribute.float32(), attribute.string('data_format', 'NHWC')],
      [convolved, bias],
    )
    convolved.dispose()
    if (layer.activation === 'linear') return shifted
    const y = run<tf.Tensor4D>('LeakyRelu', leakyAttributes(), [shifted])
    shifted.dispose()
    return y
  },
  leakyGradient: (dy, y) => run('LeakyReluGrad', leakyAttributes(), [dy, y]),
  inputGradient(dy, x, kernel, layer) {
    const padding = paddingOf(layer)
    const gradient = (shape: readonly number[], pad: Padding) =>
      run<tf.Tensor4D>('Conv2DBackpropInput', convolutionAttributes(layer, pad), [
        tf.tensor1d([...shape], 'int32'),
        kernel,
        dy,
      ])
    if (padding !== 'EXPLICIT') return gradient(x.shape, padding)
    const [batch, height, width, channels] = x.shape
    const around = 2 * layer.padding
    const padded = gradient([batch, height + around, width + around, channels], 'VALID')
    return tf.slice(padded, [0, layer.padding, layer.padding, 0], x.shape)
  },
  kernelGradient(dy, x, kernel, layer) {
    const padding = paddingOf(layer)
    const sides: [number, number] = [layer.padding, layer.padding]
    const input = padding === 'EXPLICIT' ? tf.pad(x, [[0, 0], sides, sides, [0, 0]]) : x
    const pad = padding === 'EXPLICIT' ? 'VALID' : padding
    return run('Conv2DBackpropFilter', convolutionAttributes(layer, pad), [
      input,
      tf.tensor1d(kernel.shape, 'int32'),
      dy,
    ])
  },
  biasGradient: (dy) =>
    run('BiasAddGrad', [attribute.float32(), attribute.string('data_format', 'NHWC')], [dy]),
}

type Padding = 'SAME' | 'VALID' | 'EXPLICIT'

function paddingOf({ stride, padding }: ConvolutionLayer): Padding {
  if (padding === 0) return 'VALID'
  return stride === 1 ? 'SAME' : 'EXPLICIT'
}

function convolutionAttributes({ stride, padding }: ConvolutionLayer, kind: Padding) {
  const explicit = kind === 'EXPLICIT' ? [0, 0, padding, padding, padding, padding, 0, 0] : []
  return [
    attribute.float32(),
    attribute.int('strides', [1, stride, stride, 1]),
    attribute.string('padding', kind),
    attribute.int('explicit_paddings', explicit),
    attribute.string('data_format', 'NHWC'),
    attribute.int('dilations', [1, 1, 1, 1]),
    attribute.bool('use_cudnn_on_gpu', true),
  ]
}

function leakyAttributes() {
  return [attribute.float32(), attribute.float('alpha', LEAKY_SLOPE)]
}

/** The same in operations that every tfjs backend has: slower, and the yardstick of the native ones. */
const portableOps: ConvolutionOps = {
  forward(x, kernel, bias, layer) {
    const shifted = tf.add(tf.conv2d(x, kernel, layer.stride, layer.padding), bias)
    return (layer.activation === 'linear' ? shifted : tf.leakyRelu(shifted, LEAKY_SLOPE)) as tf.Tensor4D
  },
  leakyGradient: (dy, y) => tf.mul(dy, tf.add(tf.mul(tf.step(y), 1 - LEAKY_SLOPE), LEAKY_SLOPE)),
  inputGradient: (dy, x, kernel, layer) =>
    tf.conv2dTranspose(dy, kernel, x.shape, layer.stride, layer.padding) as tf.Tensor4D,
  // By its kernel: the public way is a gradient within a gradient, which a tape does not allow.
  kernelGradient: (dy, x, kernel, layer) =>
    tf
      .engine()
      .runKernel(
        tf.Conv2DBackpropFilter,
        { x, dy },
        { strides: layer.stride, pad: layer.padding, dataFormat: 'NHWC', filterShape: kernel.shape },
      ) as tf.Tensor4D,
  biasGradient: (dy) => tf.sum(dy, [0, 1, 2]) as tf.Tensor1D,
}
