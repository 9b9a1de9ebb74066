import { LEAKY_SLOPE, type NetworkOps } from '../../detector/network/ops'
import type { NamedTensor } from '../../detector/safetensors'
import type { GraphBuilder, ValueName } from './graphBuilder'

/**
 * The detector's operations as ONNX nodes. ONNX convolves [B, C, H, W], so feature maps are in that order here;
 * `flatten` turns them back, and its rows come out as TensorFlow's do.
 */
export function createOnnxOps(
  graph: GraphBuilder,
  weights: ReadonlyMap<string, NamedTensor>,
): NetworkOps<ValueName> {
  let count = 0
  const fresh = (what: string) => `${what}_${++count}`
  const parameter = (name: string): NamedTensor => {
    const tensor = weights.get(name)
    if (tensor === undefined) throw new RangeError(`the model has no parameter ${name}`)
    return tensor
  }
  return {
    convolution(input, layer) {
      const kernel = graph.floats(`${layer.name}.kernel`, ...kernelToOnnx(parameter(`${layer.name}.kernel`)))
      const bias = graph.floats(`${layer.name}.bias`, parameter(`${layer.name}.bias`).values)
      const { kernelSize, stride, padding } = layer
      const convolved = graph.node('Conv', layer.name, [input, kernel, bias], {
        kernel_shape: [kernelSize, kernelSize],
        strides: [stride, stride],
        pads: [padding, padding, padding, padding],
      })
      if (layer.activation === 'linear') return convolved
      return graph.node('LeakyRelu', `${layer.name}.leaky`, [convolved], { alpha: { float: LEAKY_SLOPE } })
    },
    // Padding of MaxPool never wins: ONNX treats it as minus infinity.
    maxPool: (input) =>
      graph.node('MaxPool', fresh('maxPool'), [input], {
        kernel_shape: [3, 3],
        strides: [2, 2],
        pads: [1, 1, 1, 1],
      }),
    concatenate: (inputs) => graph.node('Concat', fresh('concatenate'), inputs, { axis: 1 }),
    add: (left, right) => graph.node('Add', fresh('add'), [left, right]),
    resize(input, factor) {
      const name = fresh('resize')
      const scales = graph.floats(`${name}.scales`, [1, 1, factor, factor])
      return graph.node('Resize', name, [input, '', scales], {
        mode: 'linear',
        coordinate_transformation_mode: 'half_pixel',
      })
    },
    flatten(maps, width) {
      const name = fresh('flatten')
      const shape = graph.integers(`${name}.shape`, [1, -1, width])
      const rows = maps.map((map, i) => {
        const channelsLast = graph.node('Transpose', `${name}.transpose${i}`, [map], { perm: [0, 2, 3, 1] })
        return graph.node('Reshape', `${name}.reshape${i}`, [channelsLast, shape]) // [1, H * W * A, width]
      })
      return graph.node('Concat', name, rows, { axis: 1 }) // [1, N, width]
    },
  }
}

/** Kernel [size, size, in, out] -> [out, in, size, size]. */
function kernelToOnnx({ shape, values }: NamedTensor): [Float32Array, number[]] {
  const [rows, columns, inChannels, outChannels] = shape
  const kernel = new Float32Array(values.length)
  let from = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let channel = 0; channel < inChannels; channel++) {
        for (let out = 0; out < outChannels; out++) {
          kernel[((out * inChannels + channel) * rows + row) * columns + column] = values[from++]
        }
      }
    }
  }
  return [kernel, [outChannels, inChannels, rows, columns]]
}
