import type { ModelManifest } from '../../detector/modelFile'
import type { SuppressionName } from '../../detector/postprocess/suppression/types'
import {
  addCandidates,
  addValid,
  addValidCandidates,
  type Candidates,
  type RawDetections,
} from './candidates'
import { addDiouSuppression } from './diouSuppression'
import type { GraphBuilder, ValueName } from './graphBuilder'
import { addHardSuppression } from './hardSuppression'
import { type Ranks, ranksAreScores } from './scores'
import { addLeastSoftScore, addSoftSuppression } from './softSuppression'

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

/** What a way of suppression goes by. */
interface WayRules extends SuppressionRules {
  raw: RawDetections
  /** Value name. */
  scoreThreshold: ValueName
  /** Number of candidates. */
  count: number
  meaning: Ranks
}

/** Makes detections of candidates. */
type Way = (graph: GraphBuilder, candidates: Candidates, rules: WayRules) => FinalDetections

/** Every way of detector/postprocess/suppression, by the same name. */
const ways: Record<SuppressionName, Way> = {
  hard(graph, candidates, { raw, detection, scoreThreshold, minSidePx, count }) {
    const valid = addValid(graph, candidates, scoreThreshold, minSidePx)
    // Where scores round to 1, falling numbers tell their order.
    const falling = Array.from({ length: count }, (_, i) => count - i)
    const keys = ranksAreScores(raw) ? candidates.scores : graph.floats('score.order', falling)
    const rules = { ...detection, numClasses: raw.numClasses }
    const places = addHardSuppression(graph, candidates, { keys, valid }, rules)
    return addPicked(graph, candidates, places)
  },
  soft(graph, candidates, { detection, scoreThreshold, minSidePx, meaning }) {
    const least = addLeastSoftScore(graph, scoreThreshold)
    const left = addValidCandidates(graph, candidates, least, minSidePx)
    const logScores = meaning.logScoresOf(left.ranks)
    const { places, scores } = addSoftSuppression(graph, left, logScores, { ...detection, least })
    return { ...addPicked(graph, left, places), scores }
  },
  diou(graph, candidates, { detection, scoreThreshold, minSidePx }) {
    const left = addValidCandidates(graph, candidates, scoreThreshold, minSidePx)
    return addPicked(graph, left, addDiouSuppression(graph, left, detection))
  },
}

/**
 * Scores, best candidates, class-wise suppression, best `maxDetections`: the rules of detector/postprocess as ONNX
 * nodes. Order and ties: score descending, then anchor, then class. `scoreThreshold` is a value name.
 */
export function addSuppression(
  graph: GraphBuilder,
  raw: RawDetections,
  rules: SuppressionRules,
  scoreThreshold: ValueName,
): FinalDetections {
  const { candidates, count, meaning } = addCandidates(graph, raw, rules.candidatesPerLevel)
  const way = ways[rules.detection.nms]
  return way(graph, candidates, { ...rules, raw, scoreThreshold, count, meaning })
}

/** The candidates at the places [D]. */
function addPicked(graph: GraphBuilder, candidates: Candidates, places: ValueName): FinalDetections {
  const pick = (what: 'boxes' | 'scores' | 'labels') =>
    graph.node('Gather', `final.${what}`, [candidates[what], places], { axis: 0 })
  return { boxes: pick('boxes'), scores: pick('scores'), labels: pick('labels') }
}
