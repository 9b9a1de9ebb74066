import type { Architecture } from '../../detector/network/architecture'
import type { GraphBuilder, ValueName } from './graphBuilder'

/** What the heads answered, and how scores are made of it. */
export interface RawScores {
  /** Logits [1, N, K], or [1, N, K + 1] with background first. */
  logits: ValueName
  /** Logits [1, N, 1]; null where the network has no quality head. */
  quality: ValueName | null
  numClasses: number
  scoring: Architecture['scoring']
}

/** How sure the network is of every anchor and class, [1, N, K], and how a score comes of a rank. */
export interface Ranks {
  ranks: ValueName
  /** Scores of ranks, of any shape. */
  scoresOf(ranks: ValueName): ValueName
  /** ln(score), of any shape. */
  logScoresOf(ranks: ValueName): ValueName
}

/** Whether ranks are scores: the graph of files from before there was a choice. */
export function ranksAreScores({ scoring, quality }: RawScores): boolean {
  return scoring === 'sigmoid' && quality === null
}

/** The rules of detector/postprocess/classScores as ONNX nodes, but that plain sigmoids rank by their scores. */
export function addRanks(graph: GraphBuilder, raw: RawScores): Ranks {
  if (ranksAreScores(raw)) {
    const ranks = graph.node('Sigmoid', 'scores.sigmoid', [raw.logits])
    return {
      ranks,
      scoresOf: (scores) => scores,
      logScoresOf: (scores) => graph.node('Log', 'scores.log', [scores]),
    }
  }
  const odds = raw.scoring === 'softmax' ? addLogOdds(graph, raw) : raw.logits
  if (raw.quality === null) {
    return {
      ranks: odds,
      // ONNX Runtime's own Sigmoid wavers in the last place near 1: scores would not fall with the ranks.
      scoresOf: (ranks) => graph.node('Exp', 'scores.exp', [addLogSigmoid(graph, 'scores.ofRanks', ranks)]),
      logScoresOf: (ranks) => addLogSigmoid(graph, 'scores.log', ranks),
    }
  }
  const logClass = addLogSigmoid(graph, 'scores.logClass', odds)
  const logQuality = addLogSigmoid(graph, 'scores.logQuality', raw.quality)
  const sum = graph.node('Add', 'scores.sum', [logClass, logQuality])
  return {
    ranks: graph.node('Mul', 'scores.logRoot', [sum, graph.floats('scores.half', [0.5])]),
    scoresOf: (ranks) => graph.node('Exp', 'scores.root', [ranks]),
    logScoresOf: (ranks) => ranks,
  }
}

/** ln(p / (1 - p)) of each class's share of the softmax: z_c - ln(sum of e^z over all others), [1, N, K]. */
function addLogOdds(graph: GraphBuilder, { logits, numClasses }: RawScores): ValueName {
  const highest = graph.node('ReduceMax', 'softmax.highest', [logits], { axes: [2], keepdims: 1 })
  const shifted = graph.node('Sub', 'softmax.shifted', [logits, highest])
  const powers = graph.node('Exp', 'softmax.powers', [shifted])
  // One sum for each class, without itself: subtracting it from the whole sum would cancel all that matters.
  const columns = numClasses + 1
  const isOther = Array.from({ length: columns * numClasses }, (_, i) =>
    Math.floor(i / numClasses) === (i % numClasses) + 1 ? 0 : 1,
  )
  const others = graph.node('MatMul', 'softmax.others', [
    powers,
    graph.floats('softmax.isOther', isOther, [columns, numClasses]),
  ])
  const classes = graph.node('Slice', 'softmax.classes', [
    shifted,
    graph.integers('softmax.first', [1]),
    graph.integers('softmax.end', [columns]),
    graph.integers('softmax.axis', [2]),
  ])
  return graph.node('Sub', 'softmax.odds', [classes, graph.node('Log', 'softmax.logOthers', [others])])
}

/** ln(sigmoid(x)) = -softplus(-x). */
function addLogSigmoid(graph: GraphBuilder, name: string, x: ValueName): ValueName {
  const softplus = graph.node('Softplus', `${name}.softplus`, [graph.node('Neg', `${name}.negative`, [x])])
  return graph.node('Neg', name, [softplus])
}
