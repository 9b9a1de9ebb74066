import type { GraphBuilder, ValueName } from './graphBuilder'
import {
  addOverlap,
  addSuppressionLoop,
  GONE,
  joinRows,
  type LoopCandidates,
  type LoopState,
} from './suppressionLoop'

/**
 * DIoU-NMS: gone where IoU - rho^2 / c^2 > nmsIou within the kept one's class. Candidates come best first, so their
 * own numbers, falling, are what is compared. Gives the places of the kept boxes, [D].
 */
export function addDiouSuppression(
  graph: GraphBuilder,
  candidates: LoopCandidates,
  { nmsIou, maxDetections }: { nmsIou: number; maxDetections: number },
): ValueName {
  const most = graph.floats('diou.most', [nmsIou])
  const gone = graph.floats('diou.gone', [GONE])
  const least = graph.floats('diou.least', [GONE], [])
  const rule = {
    keys: addFallingNumbers(graph, candidates.labels),
    counts: (highest: ValueName) => graph.node('Greater', 'turn.going', [highest, least]),
    decline(turn: LoopState) {
      const measure = graph.node('Sub', 'turn.diou', [addOverlap(graph, turn), addDistance(graph, turn)])
      const isNear = graph.node('Greater', 'turn.isNear', [measure, most])
      const isGone = graph.node('And', 'turn.isGone', [turn.isOwn, isNear])
      return graph.node('Where', 'turn.lowered', [isGone, gone, turn.keys])
    },
  }
  return addSuppressionLoop(graph, candidates, rule, maxDetections).places
}

/** Squared distance of the centres over the squared diagonal around both boxes, [1, C]. */
function addDistance(graph: GraphBuilder, { all, kept }: LoopState): ValueName {
  const low = graph.node('Min', 'turn.aroundLow', [all.low, kept.low])
  const high = graph.node('Max', 'turn.aroundHigh', [all.high, kept.high])
  const sides = graph.node('Sub', 'turn.around', [high, low])
  const shift = graph.node('Sub', 'turn.shift', [all.centre, kept.centre])
  const distance = addSquaredLength(graph, 'turn.distance', shift)
  return graph.node('Div', 'turn.penalty', [distance, addSquaredLength(graph, 'turn.diagonal', sides)])
}

/** x^2 + y^2 of [2, C]: [1, C]. */
function addSquaredLength(graph: GraphBuilder, name: string, rows: ValueName): ValueName {
  return joinRows(graph, name, 'Add', graph.node('Mul', `${name}.squares`, [rows, rows]))
}

/** 0, -1, -2, ..: as many as there are of `like` [C]; single precision holds them exactly. */
function addFallingNumbers(graph: GraphBuilder, like: ValueName): ValueName {
  const count = graph.node('Cast', 'diou.count', [graph.node('Size', 'diou.size', [like])], { to: 1 })
  const zero = graph.floats('diou.zero', [0], [])
  const numbers = graph.node('Range', 'diou.numbers', [zero, count, graph.floats('diou.one', [1], [])])
  return graph.node('Neg', 'diou.keys', [numbers])
}
