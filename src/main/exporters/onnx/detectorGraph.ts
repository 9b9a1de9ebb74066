import type { Model } from '../../detector/modelFile'
import { runNetwork } from '../../detector/network/architecture'
import { DEFAULT_MIN_SIDE_PX, DEFAULT_TOP_K } from '../../detector/postprocess/defaults'
import { addDecoding } from './decoding'
import { addImageInput, addOutputs, addPreprocessing } from './ends'
import { createGraphBuilder } from './graphBuilder'
import { createOnnxOps } from './networkOps'
import { SCORE_THRESHOLD } from './scoreThreshold'
import { addSuppression } from './suppression'

/** Rises when the graph changes. Not the studio's own version: an update must not make other files of old runs. */
const GRAPH_VERSION = '1'

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
  const image = addImageInput(graph, architecture.input)
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
  addOutputs(graph, final)
  return graph.finish({
    name: 'detector',
    description:
      'Object detector trained in Focal Studio; preprocessing, decoding and suppression are inside.',
    producerVersion: GRAPH_VERSION,
    metadata: { classes: JSON.stringify(manifest.classes), run: manifest.training.runId },
  })
}
