import { convolve } from '../convolution/convolution'
import { resizeBilinear } from '../convolution/resize'
import * as tf from '../tf'
import type { NetworkOps } from './ops'

/** Lower than any activation, so that padding never wins a maximum. */
const LOWEST = -3e38

/**
 * Operations on tensors. `parameter` finds `<layer>.kernel` and `<layer>.bias`; `learns` says which layers change:
 * gradients stop at the lowest of them.
 */
export function createTensorOps(
  parameter: (name: string) => tf.Tensor,
  learns: (layer: string) => boolean,
): NetworkOps<tf.Tensor> {
  // Maps that depend on something that learns, so that layers below the first such one skip their gradients.
  const dependent = new WeakSet<tf.Tensor>()
  const track = (output: tf.Tensor, depends: boolean) => {
    if (depends) dependent.add(output)
    return output
  }
  const isDependent = (input: tf.Tensor) => dependent.has(input)
  return {
    convolution(input, layer) {
      const needs = { input: isDependent(input), parameters: learns(layer.name) }
      const kernel = parameter(`${layer.name}.kernel`) as tf.Tensor4D
      const bias = parameter(`${layer.name}.bias`) as tf.Tensor1D
      const output = convolve(input as tf.Tensor4D, { kernel, bias }, layer, needs)
      return track(output, needs.input || needs.parameters)
    },
    maxPool(input) {
      const around = tf.pad(
        input as tf.Tensor4D,
        [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ],
        LOWEST,
      )
      return track(tf.maxPool(around as tf.Tensor4D, 3, 2, 'valid'), isDependent(input))
    },
    concatenate: (inputs) => track(tf.concat([...inputs], 3), inputs.some(isDependent)),
    add: (left, right) => track(tf.add(left, right), isDependent(left) || isDependent(right)),
    resize(input, factor) {
      const [, height, width] = input.shape as [number, number, number, number]
      const output = resizeBilinear(input as tf.Tensor4D, height * factor, width * factor)
      return track(output, isDependent(input))
    },
    flatten(maps, width) {
      const rows = maps.map((map) => tf.reshape(map, [map.shape[0] as number, -1, width])) // [B, H * W * A, width]
      return track(tf.concat(rows, 1), maps.some(isDependent)) // [B, N, width]
    },
  }
}
