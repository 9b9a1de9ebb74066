import type { GraphBuilder, ValueName } from './graphBuilder'
import { addRanks, type Ranks, type RawScores } from './scores'

/** What the last step needs to know of the network: its answers, boxes, and how many anchors each level has. */
export interface RawDetections extends RawScores {
  /** Clipped boxes [N, 4], px of the network input. */
  boxes: ValueName
  anchorsByLevel: readonly number[]
}

/** Pairs of anchor and class in final order, best first: by rank, then anchor, then class. */
export interface Candidates {
  /** [C, 4] */
  boxes: ValueName
  /** [C] */
  ranks: ValueName
  /** [C] */
  scores: ValueName
  /** [C], class indices, int64. */
  labels: ValueName
}

/** The best (anchor, class) pairs of each level, and how their ranks are read. */
export function addCandidates(
  graph: GraphBuilder,
  raw: RawDetections,
  candidatesPerLevel: number,
): { candidates: Candidates; count: number; meaning: Ranks } {
  const meaning = addRanks(graph, raw)
  const { ranks, pairs, count } = addBestPairs(graph, raw, meaning.ranks, candidatesPerLevel)
  const scores = meaning.scoresOf(ranks) // [C]
  const numClasses = graph.integers('nms.numClasses', [raw.numClasses])
  const anchors = graph.node('Div', 'nms.anchors', [pairs, numClasses]) // [C]
  const labels = graph.node('Mod', 'nms.labels', [pairs, numClasses]) // [C]
  const boxes = graph.node('Gather', 'nms.boxes', [raw.boxes, anchors], { axis: 0 }) // [C, 4]
  return { candidates: { boxes, ranks, scores, labels }, count, meaning }
}

/** Whether each candidate scores above the threshold and is not too thin, [C]. */
export function addValid(
  graph: GraphBuilder,
  candidates: Candidates,
  scoreThreshold: ValueName,
  minSidePx: number,
): ValueName {
  const halves = graph.integers('side.split', [2, 2])
  const [low, high] = graph.nodes('Split', 'side.corners', [candidates.boxes, halves], 2, { axis: 1 })
  const sides = graph.node('Sub', 'side.lengths', [high, low]) // [C, 2]
  const shortest = graph.node('ReduceMin', 'side.shortest', [sides], { axes: [1], keepdims: 0 }) // [C]
  const wide = graph.node('GreaterOrEqual', 'side.enough', [
    shortest,
    graph.floats('side.least', [minSidePx]),
  ])
  const sure = graph.node('Greater', 'score.enough', [candidates.scores, scoreThreshold])
  return graph.node('And', 'score.valid', [wide, sure])
}

/** Those that count, in the same order: a loop is the quicker the fewer it looks at. */
export function addValidCandidates(
  graph: GraphBuilder,
  candidates: Candidates,
  scoreThreshold: ValueName,
  minSidePx: number,
): Candidates {
  const valid = addValid(graph, candidates, scoreThreshold, minSidePx)
  const keep = (what: keyof Candidates) =>
    graph.node('Compress', `valid.${what}`, [candidates[what], valid], { axis: 0 })
  return { boxes: keep('boxes'), ranks: keep('ranks'), scores: keep('scores'), labels: keep('labels') }
}

/** The best pairs of all levels, best first: ranks [C] and pair numbers anchor * K + class [C]. */
function addBestPairs(
  graph: GraphBuilder,
  { anchorsByLevel, numClasses }: RawDetections,
  ranks: ValueName,
  candidatesPerLevel: number,
): { ranks: ValueName; pairs: ValueName; count: number } {
  const flat = graph.node('Reshape', 'scores.flat', [ranks, graph.integers('scores.shape', [-1])])
  const lengths = anchorsByLevel.map((count) => count * numClasses)
  const sizes = graph.integers('scores.lengths', lengths)
  const parts = graph.nodes('Split', 'scores.levels', [flat, sizes], lengths.length, { axis: 0 })
  const bestOf: ValueName[] = []
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
    bestOf.push(best)
    pairs.push(graph.node('Add', `${name}.pairs`, [places, graph.integers(`${name}.start`, [start])]))
    start += length
  })
  const total = lengths.reduce((sum, length) => sum + Math.min(candidatesPerLevel, length), 0)
  const allRanks = graph.node('Concat', 'top.scores', bestOf, { axis: 0 })
  const allPairs = graph.node('Concat', 'top.pairs', pairs, { axis: 0 })
  // TopK prefers the lower place among equals, and levels follow each other: ties stay in pair order.
  const [sorted, order] = graph.nodes(
    'TopK',
    'top.merged',
    [allRanks, graph.integers('top.total', [total])],
    2,
    {
      axis: 0,
      largest: 1,
      sorted: 1,
    },
  )
  const orderedPairs = graph.node('Gather', 'top.order', [allPairs, order], { axis: 0 })
  return { ranks: sorted, pairs: orderedPairs, count: total }
}
