import type { ModelManifest } from '../../detector/modelFile'
import type { Architecture } from '../../detector/network/architecture'
import type { GraphBuilder, ValueName } from './graphBuilder'

/**
 * Offsets [1, N, 4] -> boxes [N, 4], corners in px of the network input, clipped to it:
 *   centre = anchor centre + d_xy / weight * anchor size; size = exp(min(d_wh / weight, cut)) * anchor size.
 */
export function addDecoding(
  graph: GraphBuilder,
  offsets: ValueName,
  { architecture, coding }: Pick<ModelManifest, 'architecture' | 'coding'>,
): ValueName {
  const { centres, sizes } = anchorCentresAndSizes(architecture)
  const [weightX, weightY, weightW, weightH] = coding.weights
  const shape = [centres.length / 2, 2]
  const centreSteps = sizes.map((size, i) => size / (i % 2 === 0 ? weightX : weightY))
  const split = graph.integers('decode.split', [2, 2])
  const rows = graph.node('Squeeze', 'decode.offsets', [offsets, graph.integers('decode.batch', [0])])
  const [shift, logSize] = graph.nodes('Split', 'decode.parts', [rows, split], 2, { axis: 1 }) // [N, 2] each
  const moved = graph.node('Mul', 'decode.shift', [shift, graph.floats('anchors.step', centreSteps, shape)])
  const centre = graph.node('Add', 'decode.centre', [moved, graph.floats('anchors.centre', centres, shape)])
  const scaled = graph.node('Mul', 'decode.logSize', [
    logSize,
    graph.floats('decode.sizeScale', [1 / weightW, 1 / weightH]),
  ])
  const cut = graph.node('Min', 'decode.cut', [
    scaled,
    graph.floats('decode.maxLogScale', [coding.maxLogScale]),
  ])
  const ratio = graph.node('Exp', 'decode.ratio', [cut])
  const halves = sizes.map((size) => size / 2)
  const half = graph.node('Mul', 'decode.half', [ratio, graph.floats('anchors.half', halves, shape)])
  const low = graph.node('Sub', 'decode.low', [centre, half])
  const high = graph.node('Add', 'decode.high', [centre, half])
  const corners = graph.node('Concat', 'decode.corners', [low, high], { axis: 1 }) // [N, 4]
  const { width, height } = architecture.input
  const floor = graph.node('Max', 'decode.floor', [corners, graph.floats('decode.zero', [0])])
  return graph.node('Min', 'decode.boxes', [
    floor,
    graph.floats('decode.far', [width, height, width, height]),
  ])
}

/** Centres and sizes [N * 2] of all anchors in the order of the heads: level, row, column, shape. */
function anchorCentresAndSizes(architecture: Architecture): { centres: Float32Array; sizes: Float32Array } {
  const centres: number[] = []
  const sizes: number[] = []
  for (const { stride, rows, columns, shapes } of architecture.levels) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        for (const [width, height] of shapes) {
          centres.push((column + 0.5) * stride, (row + 0.5) * stride)
          sizes.push(width, height)
        }
      }
    }
  }
  return { centres: Float32Array.from(centres), sizes: Float32Array.from(sizes) }
}
