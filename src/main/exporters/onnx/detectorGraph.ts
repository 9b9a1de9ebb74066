import type { Model, ModelManifest } from '../../detector/modelFile'
import { runNetwork } from '../../detector/network/architecture'
import { DEFAULT_MIN_SIDE_PX, DEFAULT_TOP_K } from '../../detector/postprocess/defaults'
import { addDecoding } from './decoding'
import { createGraphBuilder, type GraphBuilder, type ValueName } from './graphBuilder'
import { createOnnxOps } from './networkOps'
import { elementType } from './schema'
import { SCORE_THRESHOLD } from './scoreThreshold'
import { addSuppression } from './suppression'

/** Rises when the graph changes. Not the studio's own version: an update must not make other files of old runs. */
const GRAPH_VERSION = '1'

/** Inputs and outputs of every exported detector, by name. */
export const IMAGE_INPUT = 'image'
export const OUTPUTS = { boxes: 'boxes', scores: 'scores', labels: 'labels' } as const

/**
 * The whole detector as the bytes of an .onnx file: uint8 RGB picture [1, H, W, 3] of the network's input size in;
 * boxes [D, 4] (corners, px of that picture), scores [D] and class indices [D] out, best first.
 * The score threshold is a constant of the file; `withScoreThreshold` makes one with another.
 */
export function detectorOnnx(model: Model): Uint8Array {
  const { manifest, weights } = model
  const { architecture, detection } = manifest
  const graph = createGraphBuilder()
  const { numClasses, scoring } = architecture
  const { width, height } = architecture.input
  const image = graph.input(
    IMAGE_INPUT,
    'uint8',
    [1, height, width, 3],
    'RGB, 0 to 255, resized to this size',
  )
  const threshold = graph.floats(SCORE_THRESHOLD, [detection.scoreThreshold])
  const picture = addPreprocessing(graph, image, manifest.preprocessing)
  const { logits, offsets, quality } = runNetwork(createOnnxOps(graph, weights), architecture, picture)
  const boxes = addDecoding(graph, offsets, manifest)
  const anchorsByLevel = architecture.levels.map(
    ({ rows, columns, shapes }) => rows * columns * shapes.length,
  )
  const final = addSuppression(
    graph,
    { logits, quality, boxes, anchorsByLevel, numClasses, scoring },
    { detection, candidatesPerLevel: DEFAULT_TOP_K, minSidePx: DEFAULT_MIN_SIDE_PX },
    threshold,
  )
  graph.output(
    OUTPUTS.boxes,
    final.boxes,
    'float32',
    ['detections', 4],
    'x1, y1, x2, y2 in px of the input picture',
  )
  graph.output(OUTPUTS.scores, final.scores, 'float32', ['detections'], '0 to 1, descending')
  graph.output(OUTPUTS.labels, final.labels, 'int64', ['detections'], 'index into the class names')
  return graph.finish({
    name: 'detector',
    description:
      'Object detector trained in Focal Studio; preprocessing, decoding and suppression are inside.',
    producerVersion: GRAPH_VERSION,
    metadata: { classes: JSON.stringify(manifest.classes), run: manifest.training.runId },
  })
}

/** uint8 [1, H, W, 3] -> normalised float [1, 3, H, W]. */
function addPreprocessing(
  graph: GraphBuilder,
  image: ValueName,
  { mean, std }: ModelManifest['preprocessing'],
): ValueName {
  // Channels first: one figure a plane is several times faster than three that alternate.
  const planes = graph.node('Transpose', 'input.channelsFirst', [image], { perm: [0, 3, 1, 2] })
  const numbers = graph.node('Cast', 'input.float', [planes], { to: elementType.float32 })
  const byChannel = [3, 1, 1]
  const centred = graph.node('Sub', 'input.centred', [numbers, graph.floats('input.mean', mean, byChannel)])
  return graph.node('Div', 'input.scaled', [centred, graph.floats('input.std', std, byChannel)])
}
