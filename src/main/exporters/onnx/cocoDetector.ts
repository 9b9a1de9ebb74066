import { cocoClasses } from '../../../shared/coco/classes'
import { pathAggregation } from '../../detector/necks/pathAggregation'
import { convolutionLayer } from '../../detector/network/ops'
import { DEFAULT_MIN_SIDE_PX, DEFAULT_TOP_K } from '../../detector/postprocess/defaults'
import type { NamedTensor } from '../../detector/safetensors'
import { nanodetG } from '../../detector/trunks/nanodetG'
import { swapRedAndBlue } from '../../detector/trunks/redAndBlue'
import { addImageInput, addOutputs, addPreprocessing } from './ends'
import { createGraphBuilder, type GraphBuilder, type ValueName } from './graphBuilder'
import { createOnnxOps } from './networkOps'
import { SCORE_THRESHOLD } from './scoreThreshold'
import { addSuppression } from './suppression'

/** Side of the square that the network was trained on, px. */
export const COCO_INPUT_PX = 416
/** As published with the network. */
const NMS_IOU = 0.6
const MAX_DETECTIONS = 100
/** Distances are told in strides: the mean of 0 to 10 under a softmax. */
const BINS = 11

/**
 * The network of the shipped file with its own COCO heads (NanoDet-g by RangiLyu; generalised focal loss, Li et al.
 * 2020, arXiv:2006.04388) as an .onnx file with the inputs and outputs of every other detector. On the cells of strides
 * 8, 16 and 32: score = sigmoid(logit); each side lies sum_i i softmax(bins)_i strides from the cell's centre.
 */
export function cocoDetectorOnnx(
  trained: ReadonlyMap<string, NamedTensor>,
  scoreThreshold: number,
): Uint8Array {
  const graph = createGraphBuilder()
  const image = addImageInput(graph, { width: COCO_INPUT_PX, height: COCO_INPUT_PX })
  const threshold = graph.floats(SCORE_THRESHOLD, [scoreThreshold])
  const picture = addPreprocessing(graph, image, nanodetG.preprocessing)
  const { predictions, levels } = addNetwork(graph, trained, picture)
  const parts = graph.nodes(
    'Split',
    'coco.parts',
    [predictions, graph.integers('coco.split', [cocoClasses.length, 4 * BINS])],
    2,
    { axis: 2 },
  )
  const final = addSuppression(
    graph,
    {
      logits: parts[0], // [1, N, 80]
      quality: null,
      boxes: addDistanceDecoding(graph, parts[1], levels),
      anchorsByLevel: levels.map(({ cells }) => cells * cells),
      numClasses: cocoClasses.length,
      scoring: 'sigmoid',
    },
    {
      detection: {
        scoreThreshold,
        nms: 'hard',
        nmsIou: NMS_IOU,
        softSigma: 0.5,
        maxDetections: MAX_DETECTIONS,
      },
      candidatesPerLevel: DEFAULT_TOP_K,
      minSidePx: DEFAULT_MIN_SIDE_PX,
    },
    threshold,
  )
  addOutputs(graph, final)
  return graph.finish({
    name: 'coco',
    description: 'NanoDet-g trained on COCO 2017 (github.com/RangiLyu/nanodet, Apache-2.0).',
    producerVersion: '1',
    metadata: { classes: JSON.stringify(cocoClasses) },
  })
}

interface Level {
  stride: number
  /** Cells a side. */
  cells: number
}

/** Class logits and distance bins of every cell, [1, N, 80 + 4 * 11]. */
function addNetwork(
  graph: GraphBuilder,
  trained: ReadonlyMap<string, NamedTensor>,
  picture: ValueName,
): { predictions: ValueName; levels: Level[] } {
  const stem = trained.get('stem.kernel')
  const weights =
    stem === undefined
      ? trained
      : new Map(trained).set('stem.kernel', { shape: stem.shape, values: swapRedAndBlue(stem) })
  const ops = createOnnxOps(graph, weights)
  const width = nanodetG.neckChannels
  const trunk = { maps: nanodetG.build(ops, picture), channels: nanodetG.channels }
  const pyramid = pathAggregation.build(ops, trunk, { width, lowest: 3, highest: 5 })
  const outChannels = cocoClasses.length + 4 * BINS
  const maps = [3, 4, 5].map((level) => {
    const tower = convolutionLayer(`cocoHead${level}.conv`, 3, width, width)
    const predict = convolutionLayer(`cocoHead${level}.predict`, 1, width, outChannels, {
      activation: 'linear',
    })
    return ops.convolution(ops.convolution(pyramid.get(level) as ValueName, tower), predict)
  })
  const levels = [8, 16, 32].map((stride) => ({ stride, cells: COCO_INPUT_PX / stride }))
  return { predictions: ops.flatten(maps, outChannels), levels }
}

/** Bins [1, N, 4 * 11] of left, top, right, bottom -> boxes [N, 4], corners in px, clipped to the input. */
function addDistanceDecoding(graph: GraphBuilder, bins: ValueName, levels: readonly Level[]): ValueName {
  const centres: number[] = []
  const strides: number[] = []
  for (const { stride, cells } of levels) {
    for (let cell = 0; cell < cells * cells; cell++) {
      centres.push(((cell % cells) + 0.5) * stride, (Math.floor(cell / cells) + 0.5) * stride)
      strides.push(stride)
    }
  }
  const rows = graph.node('Reshape', 'distance.rows', [bins, graph.integers('distance.byBin', [-1, BINS])])
  const shares = graph.node('Softmax', 'distance.shares', [rows], { axis: 1 })
  const numbers = Array.from({ length: BINS }, (_, i) => i)
  const means = graph.node('MatMul', 'distance.means', [
    shares,
    graph.floats('distance.numbers', numbers, [BINS, 1]),
  ])
  const inStrides = graph.node('Reshape', 'distance.inStrides', [
    means,
    graph.integers('distance.bySide', [-1, 4]),
  ])
  const px = graph.node('Mul', 'distance.px', [
    inStrides,
    graph.floats('cells.stride', strides, [strides.length, 1]),
  ])
  const halves = graph.integers('distance.split', [2, 2])
  const [before, after] = graph.nodes('Split', 'distance.parts', [px, halves], 2, { axis: 1 }) // [N, 2] each
  const centre = graph.floats('cells.centre', centres, [strides.length, 2])
  const low = graph.node('Sub', 'distance.low', [centre, before])
  const high = graph.node('Add', 'distance.high', [centre, after])
  const corners = graph.node('Concat', 'distance.corners', [low, high], { axis: 1 })
  const floor = graph.node('Max', 'distance.floor', [corners, graph.floats('distance.zero', [0])])
  return graph.node('Min', 'distance.boxes', [floor, graph.floats('distance.far', [COCO_INPUT_PX])])
}
