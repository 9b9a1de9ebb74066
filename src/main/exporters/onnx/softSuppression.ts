import { LEAST_SOFT_SCORE } from '../../detector/postprocess/suppression/soft'
import type { GraphBuilder, ValueName } from './graphBuilder'
import { addOverlap, addSuppressionLoop, type LoopCandidates } from './suppressionLoop'

/** What a box must score above to be kept, a scalar's value name: the threshold, or where soft-NMS gives up. */
export function addLeastSoftScore(graph: GraphBuilder, scoreThreshold: ValueName): ValueName {
  const floor = graph.floats('soft.floor', [LEAST_SOFT_SCORE])
  return graph.node('Squeeze', 'soft.least', [graph.node('Max', 'soft.leastOf', [scoreThreshold, floor])])
}

/**
 * Gaussian soft-NMS, s <- s exp(-IoU^2 / sigma) for boxes of the kept one's class, on ln s: what rounds to 1 stays in
 * its order. logScores [C] of the candidates; gives the places and final scores of the kept boxes, [D] each.
 */
export function addSoftSuppression(
  graph: GraphBuilder,
  candidates: LoopCandidates,
  logScores: ValueName,
  { least, softSigma, maxDetections }: { least: ValueName; softSigma: number; maxDetections: number },
): { places: ValueName; scores: ValueName } {
  const slope = graph.floats('soft.slope', [1 / softSigma])
  const rule = {
    keys: logScores,
    counts: (highest: ValueName) =>
      graph.node('Greater', 'turn.going', [graph.node('Exp', 'turn.highestScore', [highest]), least]),
    decline(turn: Parameters<typeof addOverlap>[1]) {
      const overlap = addOverlap(graph, turn)
      const squared = graph.node('Mul', 'turn.squared', [overlap, overlap])
      const fall = graph.node('Mul', 'turn.fall', [squared, slope])
      const fallen = graph.node('Sub', 'turn.fallen', [turn.keys, fall])
      return graph.node('Where', 'turn.lowered', [turn.isOwn, fallen, turn.keys])
    },
  }
  const { places, keys } = addSuppressionLoop(graph, candidates, rule, maxDetections)
  return { places, scores: graph.node('Exp', 'soft.scores', [keys]) }
}
