import type { ModelManifest } from '../../detector/modelFile'
import type { GraphBuilder, ValueName } from './graphBuilder'

/** What the suppression needs to know of the network: logits, boxes, and how many anchors each level has. */
export interface RawDetections {
  /** Logits [1, N, K]. */
  logits: ValueName
  /** Clipped boxes [N, 4], px of the network input. */
  boxes: ValueName
  anchorsByLevel: readonly number[]
  numClasses: number
}

export interface SuppressionRules {
  detection: ModelManifest['detection']
  /** Best (anchor, class) pairs kept of each level before suppression. */
  candidatesPerLevel: number
  /** Boxes with a shorter side are dropped, px of the network input. */
  minSidePx: number
}

export interface FinalDetections {
  /** [D, 4] */
  boxes: ValueName
  /** [D], descending. */
  scores: ValueName
  /** [D], class indices, int64. */
  labels: ValueName
}

/**
 * Scores, best candidates, class-wise non-maximum suppression, best `maxDetections`: the rules of detector/postprocess
 * as ONNX nodes. Order and ties: score descending, then anchor, then class. `scoreThreshold` is a value name.
 */
export function addSuppression(
  graph: GraphBuilder,
  raw: RawDetections,
  rules: SuppressionRules,
  scoreThreshold: ValueName,
): FinalDetections {
  const { scores, pairs } = addBestPairs(graph, raw, rules.candidatesPerLevel)
  const numClasses = graph.integers('nms.numClasses', [raw.numClasses])
  const anchors = graph.node('Div', 'nms.anchors', [pairs, numClasses]) // [C]
  const labels = graph.node('Mod', 'nms.labels', [pairs, numClasses]) // [C]
  const boxes = graph.node('Gather', 'nms.boxes', [raw.boxes, anchors], { axis: 0 }) // [C, 4]
  const counted = addValidScores(graph, { boxes, scores, scoreThreshold, minSidePx: rules.minSidePx })
  const selected = addClasswiseNms(graph, { boxes, scores: counted, labels }, raw.numClasses, rules.detection)
  // Candidates are in final order, so sorting their places sorts the detections, ties included.
  const places = addSmallest(graph, selected, rules.detection.maxDetections) // [D]
  return {
    boxes: graph.node('Gather', 'final.boxes', [boxes, places], { axis: 0 }),
    scores: graph.node('Gather', 'final.scores', [scores, places], { axis: 0 }),
    labels: graph.node('Gather', 'final.labels', [labels, places], { axis: 0 }),
  }
}

/** The best pairs of all levels, best first: scores [C] and pair numbers anchor * K + class [C]. */
function addBestPairs(
  graph: GraphBuilder,
  { logits, anchorsByLevel, numClasses }: RawDetections,
  candidatesPerLevel: number,
): { scores: ValueName; pairs: ValueName } {
  const probability = graph.node('Sigmoid', 'scores.sigmoid', [logits]) // [1, N, K]
  const flat = graph.node('Reshape', 'scores.flat', [probability, graph.integers('scores.shape', [-1])])
  const lengths = anchorsByLevel.map((count) => count * numClasses)
  const sizes = graph.integers('scores.lengths', lengths)
  const parts = graph.nodes('Split', 'scores.levels', [flat, sizes], lengths.length, { axis: 0 })
  const scores: ValueName[] = []
  const pairs: ValueName[] = []
  let start = 0
  lengths.forEach((length, level) => {
    const name = `top.level${level}`
    const count = graph.integers(`${name}.count`, [Math.min(candidatesPerLevel, length)])
    const [best, places] = graph.nodes('TopK', name, [parts[level], count], 2, {
      axis: 0,
      largest: 1,
      sorted: 1,
    })
    scores.push(best)
    pairs.push(graph.node('Add', `${name}.pairs`, [places, graph.integers(`${name}.start`, [start])]))
    start += length
  })
  const total = lengths.reduce((sum, length) => sum + Math.min(candidatesPerLevel, length), 0)
  const allScores = graph.node('Concat', 'top.scores', scores, { axis: 0 })
  const allPairs = graph.node('Concat', 'top.pairs', pairs, { axis: 0 })
  // TopK prefers the lower place among equals, and levels follow each other: ties stay in pair order.
  const [sorted, order] = graph.nodes(
    'TopK',
    'top.merged',
    [allScores, graph.integers('top.total', [total])],
    2,
    {
      axis: 0,
      largest: 1,
      sorted: 1,
    },
  )
  return { scores: sorted, pairs: graph.node('Gather', 'top.order', [allPairs, order], { axis: 0 }) }
}

/** Scores [C] with -1 wherever a box is not above the threshold or too thin: fixed shapes need no filter. */
function addValidScores(
  graph: GraphBuilder,
  candidates: { boxes: ValueName; scores: ValueName; scoreThreshold: ValueName; minSidePx: number },
): ValueName {
  const halves = graph.integers('side.split', [2, 2])
  const [low, high] = graph.nodes('Split', 'side.corners', [candidates.boxes, halves], 2, { axis: 1 })
  const sides = graph.node('Sub', 'side.lengths', [high, low]) // [C, 2]
  const shortest = graph.node('ReduceMin', 'side.shortest', [sides], { axes: [1], keepdims: 0 }) // [C]
  const wide = graph.node('GreaterOrEqual', 'side.enough', [
    shortest,
    graph.floats('side.least', [candidates.minSidePx]),
  ])
  const sure = graph.node('Greater', 'score.enough', [candidates.scores, candidates.scoreThreshold])
  const valid = graph.node('And', 'score.valid', [wide, sure])
  return graph.node('Where', 'score.counted', [valid, candidates.scores, graph.floats('score.none', [-1])])
}

/** Places [S] of the candidates that survive suppression within their own class. */
function addClasswiseNms(
  graph: GraphBuilder,
  candidates: { boxes: ValueName; scores: ValueName; labels: ValueName },
  numClasses: number,
  detection: ModelManifest['detection'],
): ValueName {
  const axis = graph.integers('nms.batchAxis', [0])
  const boxes = graph.node('Unsqueeze', 'nms.batchBoxes', [candidates.boxes, axis]) // [1, C, 4]
  const classes = graph.integers(
    'nms.classes',
    Array.from({ length: numClasses }, (_, i) => i),
    [1, numClasses, 1],
  )
  const isOwn = graph.node('Equal', 'nms.isOwn', [candidates.labels, classes]) // [1, K, C]
  const scores = graph.node('Where', 'nms.scores', [
    isOwn,
    candidates.scores,
    graph.floats('nms.foreign', [-1]),
  ])
  const selected = graph.node('NonMaxSuppression', 'nms.selected', [
    boxes,
    scores,
    graph.integers('nms.maxPerClass', [detection.maxDetections]),
    graph.floats('nms.iou', [detection.nmsIou]),
    graph.floats('nms.aboveNone', [0]),
  ]) // [S, 3]: batch, class, place
  return graph.node('Gather', 'nms.places', [selected, graph.integers('nms.placeColumn', [2], [])], {
    axis: 1,
  })
}

/** The smallest `count` of the integers [S] (all, where there are fewer), ascending. */
function addSmallest(graph: GraphBuilder, values: ValueName, count: number): ValueName {
  const available = graph.node('Shape', 'final.available', [values]) // [1]
  const wanted = graph.node('Min', 'final.count', [available, graph.integers('final.most', [count])])
  const [smallest] = graph.nodes('TopK', 'final.places', [values, wanted], 2, {
    axis: 0,
    largest: 0,
    sorted: 1,
  })
  return smallest
}
