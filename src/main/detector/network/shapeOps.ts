import type { ConvolutionLayer, NetworkOps } from './ops'

/** Rows, columns and channels of a feature map. */
export interface MapShape {
  height: number
  width: number
  channels: number
}

/** Operations on shapes alone: they check that a network fits together and list its layers. */
export interface ShapeOps extends NetworkOps<MapShape> {
  readonly layers: readonly ConvolutionLayer[]
  /** Multiplications and additions of one picture, forward. */
  readonly floatOperations: () => number
}

/** Makes shape operations; every mismatch throws with the layer's name. */
export function createShapeOps(): ShapeOps {
  const layers: ConvolutionLayer[] = []
  let operations = 0
  const half = (size: number) => Math.ceil(size / 2)
  return {
    layers,
    floatOperations: () => operations,
    convolution(input, layer) {
      if (input.channels !== layer.inChannels) {
        throw new Error(`${layer.name}: expects ${layer.inChannels} channels, gets ${input.channels}`)
      }
      if (layers.some((other) => other.name === layer.name)) throw new Error(`${layer.name}: used twice`)
      layers.push(layer)
      const side = (size: number) =>
        Math.floor((size + 2 * layer.padding - layer.kernelSize) / layer.stride) + 1
      const output = { height: side(input.height), width: side(input.width), channels: layer.outChannels }
      operations +=
        2 * output.height * output.width * layer.kernelSize ** 2 * layer.inChannels * layer.outChannels
      return output
    },
    maxPool: (input) => ({ height: half(input.height), width: half(input.width), channels: input.channels }),
    concatenate(inputs) {
      const [first, ...others] = inputs
      if (first === undefined) throw new Error('concatenate: no inputs')
      for (const other of others) assertSameSides('concatenate', first, other)
      return { ...first, channels: inputs.reduce((sum, input) => sum + input.channels, 0) }
    },
    add(left, right) {
      assertSameSides('add', left, right)
      if (left.channels !== right.channels) throw new Error('add: channels differ')
      return left
    },
    resize(input, factor) {
      const output = { height: input.height * factor, width: input.width * factor, channels: input.channels }
      if (!Number.isInteger(output.height) || !Number.isInteger(output.width)) {
        throw new Error(`resize: ${input.height} x ${input.width} cannot be halved`)
      }
      return output
    },
    flatten(maps, width) {
      let rows = 0
      for (const map of maps) {
        if (map.channels % width !== 0) throw new Error(`flatten: ${map.channels} channels over ${width}`)
        rows += (map.height * map.width * map.channels) / width
      }
      return { height: rows, width: 1, channels: width }
    },
  }
}

function assertSameSides(what: string, a: MapShape, b: MapShape): void {
  if (a.height !== b.height || a.width !== b.width) {
    throw new Error(`${what}: ${a.height} x ${a.width} against ${b.height} x ${b.width}`)
  }
}
