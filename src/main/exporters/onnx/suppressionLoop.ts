import type { GraphBuilder, ValueName } from './graphBuilder'

/** Boxes that scored enough, best first. */
export interface LoopCandidates {
  /** [C, 4] */
  boxes: ValueName
  /** [C], int64. */
  labels: ValueName
}

/** What the loop compares, and how that falls. */
export interface LoopRule {
  /** Of every candidate, [C]: falls where the score falls. */
  keys: ValueName
  /** Whether the highest key left (a scalar) still counts, bool. */
  counts(highest: ValueName): ValueName
  /** All keys once a box has been kept, [1, C]. */
  decline(turn: LoopState): ValueName
}

/** One turn of the loop: the keys before it, the box that is kept, and all candidates beside it. */
export interface LoopState {
  /** [C] */
  keys: ValueName
  /** Whether of the kept box's class [C]. */
  isOwn: ValueName
  all: Geometry
  kept: Geometry
}

/**
 * Corners, centre and area: of all candidates ([2, C], [2, C], [2, C], [1, C]) or of one ([2, 1], [2, 1], [2, 1],
 * [1, 1]). Coordinates lie in rows because two long rows are added up many times faster than many short ones.
 */
interface Geometry {
  low: ValueName
  high: ValueName
  centre: ValueName
  area: ValueName
}

/** Key of boxes that are kept already, or gone: below that of any other. */
export const GONE = -1e30

/**
 * Suppression that ONNX has no operation for, as a loop: keep the box of the highest key, lower the keys of the
 * others, again until `maxDetections` are kept or none that is left counts. ArgMax takes the first among equals, and
 * candidates come best first, so ties fall as in detector/postprocess/suppression.
 * Gives the places [D] of the kept boxes and their keys at that moment [D].
 */
export function addSuppressionLoop(
  graph: GraphBuilder,
  { boxes, labels }: LoopCandidates,
  rule: LoopRule,
  maxDetections: number,
): { places: ValueName; keys: ValueName } {
  const all = addGeometry(graph, boxes)
  const count = graph.node('Size', 'loop.count', [rule.keys])
  const zero = graph.integers('loop.zero', [0], [])
  const numbers = graph.node('Range', 'loop.numbers', [zero, count, graph.integers('loop.one', [1], [])])
  const gone = graph.floats('loop.gone', [GONE])
  const first = graph.integers('loop.first', [0])
  const start = {
    mostTurns: graph.integers('loop.most', [maxDetections], []),
    going: graph.node('Greater', 'loop.any', [count, zero]),
    state: { value: rule.keys, type: 'float32' as const, shape: ['candidates'] },
  }
  const [places, keys] = graph.loop('loop', start, (current) => {
    const best = graph.node('ArgMax', 'turn.best', [current], { axis: 0, keepdims: 0 })
    const column = graph.node('Unsqueeze', 'turn.column', [best, first]) // [1]
    const pick = (what: string, from: ValueName) =>
      graph.node('Gather', `turn.${what}`, [from, best], { axis: 0 })
    const pickColumn = (what: keyof Geometry) =>
      graph.node('Gather', `turn.${what}`, [all[what], column], { axis: 1 })
    const key = pick('key', current)
    const isOwn = graph.node('Equal', 'turn.isOwn', [labels, pick('label', labels)])
    const kept: Geometry = {
      low: pickColumn('low'),
      high: pickColumn('high'),
      centre: pickColumn('centre'),
      area: pickColumn('area'),
    }
    const declined = rule.decline({ keys: current, isOwn, all, kept })
    const keysLeft = graph.node('Squeeze', 'turn.declined', [declined, first]) // [C]
    const isBest = graph.node('Equal', 'turn.isBest', [numbers, best])
    const next = graph.node('Where', 'turn.next', [isBest, gone, keysLeft])
    const highest = graph.node('ReduceMax', 'turn.highest', [next], { axes: [0], keepdims: 0 })
    return {
      going: rule.counts(highest),
      state: next,
      yields: [
        { value: best, type: 'int64', shape: [] },
        { value: key, type: 'float32', shape: [] },
      ],
    }
  })
  return { places, keys }
}

/** Corners, centres and areas of boxes [C, 4], once before the loop. */
function addGeometry(graph: GraphBuilder, boxes: ValueName): Geometry {
  const rows = graph.node('Transpose', 'loop.rows', [boxes], { perm: [1, 0] }) // [4, C]
  const halves = graph.integers('loop.halves', [2, 2])
  const [low, high] = graph.nodes('Split', 'loop.corners', [rows, halves], 2, { axis: 0 })
  const sum = graph.node('Add', 'loop.sum', [low, high])
  const centre = graph.node('Mul', 'loop.centres', [sum, graph.floats('loop.half', [0.5])])
  const sides = graph.node('Sub', 'loop.sides', [high, low])
  return { low, high, centre, area: joinRows(graph, 'loop.areas', 'Mul', sides) }
}

/** Both rows of [2, C] multiplied or added: [1, C]. */
export function joinRows(graph: GraphBuilder, name: string, by: 'Mul' | 'Add', rows: ValueName): ValueName {
  const each = graph.integers(`${name}.each`, [1, 1])
  return graph.node(by, name, graph.nodes('Split', `${name}.rows`, [rows, each], 2, { axis: 0 }))
}

/** IoU of every candidate with the kept box, [1, C]. No box is thinner than a pixel: nothing is divided by zero. */
export function addOverlap(graph: GraphBuilder, { all, kept }: LoopState): ValueName {
  const low = graph.node('Max', 'turn.sharedLow', [all.low, kept.low])
  const high = graph.node('Min', 'turn.sharedHigh', [all.high, kept.high])
  const sides = graph.node('Sub', 'turn.sharedSides', [high, low])
  const positive = graph.node('Relu', 'turn.sharedPositive', [sides])
  const shared = joinRows(graph, 'turn.shared', 'Mul', positive)
  const both = graph.node('Add', 'turn.areas', [all.area, kept.area])
  const union = graph.node('Sub', 'turn.union', [both, shared])
  return graph.node('Div', 'turn.iou', [shared, union])
}
