import type { Candidates } from './candidates'
import type { GraphBuilder, ValueName } from './graphBuilder'

export interface HardRules {
  nmsIou: number
  maxDetections: number
}

/**
 * Class-wise suppression by ONNX's own NonMaxSuppression. `keys` [C] fall from candidate to candidate and are above 0;
 * `valid` [C] says which candidates count. Gives the places of the kept boxes, [D].
 */
export function addHardSuppression(
  graph: GraphBuilder,
  { boxes, labels }: Pick<Candidates, 'boxes' | 'labels'>,
  { keys, valid }: { keys: ValueName; valid: ValueName },
  rules: HardRules & { numClasses: number },
): ValueName {
  // -1 wherever a candidate does not count: fixed shapes need no filter.
  const counted = graph.node('Where', 'score.counted', [valid, keys, graph.floats('score.none', [-1])])
  const selected = addClasswiseNms(graph, { boxes, scores: counted, labels }, rules.numClasses, rules)
  // Candidates are in final order, so sorting their places sorts the detections, ties included.
  return addSmallest(graph, selected, rules.maxDetections)
}

/** Places [S] of the candidates that survive suppression within their own class. */
function addClasswiseNms(
  graph: GraphBuilder,
  candidates: { boxes: ValueName; scores: ValueName; labels: ValueName },
  numClasses: number,
  { nmsIou, maxDetections }: HardRules,
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
    graph.integers('nms.maxPerClass', [maxDetections]),
    graph.floats('nms.iou', [nmsIou]),
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
