import { type Architecture, numLogits } from '../network/architecture'

/** What the heads answered for one picture, flat. */
export interface RawOutput {
  /** [N*K], or [N*(K+1)] with background first. */
  logits: Float32Array
  /** [N*4] */
  offsets: Float32Array
  /** [N], null where the network has no quality head. */
  quality: Float32Array | null
}

/** Pairs of anchor and class, [N*K], by how sure the network is of each. */
export interface RankedPairs {
  /**
   * Rises with the score, and tells apart what single precision does not near 1. A pair that cannot be above the
   * threshold may stand with more than its own, which still does not exceed `least`.
   */
  ranks: Float32Array
  /** What a rank must exceed for its score to be above the threshold. */
  least: number
  scoreOf(rank: number): number
  /** Whether scores or ranks decide which of two is better. */
  order: 'scores' | 'ranks'
}

export type ScoreRule = Pick<Architecture, 'numClasses' | 'scoring'>

/**
 * How sure the network is of each pair: p = sigmoid(logit), or the class's share of the softmax; with a quality head
 * sqrt(p * sigmoid(quality)), as in FCOS (Tian et al. 2020, arXiv:2006.09214).
 *
 * Pairs are ranked by the log odds of p, or by ln(score) where there is a quality: a softmax that has learnt its
 * pictures by heart scores 1 - 1e-9 here and 1 - 2e-9 there, which are the same in single precision, and the exported
 * model, which rounds otherwise, would keep another of the boxes around an object.
 */
export function rankPairs(
  { logits, quality }: RawOutput,
  rule: ScoreRule,
  scoreThreshold: number,
): RankedPairs {
  const isSoftmax = rule.scoring === 'softmax'
  // sqrt(p * quality) above the threshold asks for p above its square.
  const leastShare = quality === null ? scoreThreshold : scoreThreshold ** 2
  const leastOdds = Math.log(leastShare / (1 - leastShare))
  const odds = isSoftmax ? logOddsOfClasses(logits, rule, leastOdds) : logits
  if (quality === null) {
    const least = leastOdds
    const scoreOf = (x: number) => 1 / (1 + Math.exp(-x))
    return { ranks: odds, least, scoreOf, order: isSoftmax ? 'ranks' : 'scores' }
  }
  const ranks = new Float32Array(odds.length)
  for (let anchor = 0, i = 0; anchor < quality.length; anchor++) {
    const logQuality = logSigmoid(quality[anchor])
    for (let c = 0; c < rule.numClasses; c++, i++) ranks[i] = (logSigmoid(odds[i]) + logQuality) / 2
  }
  return { ranks, least: Math.log(scoreThreshold), scoreOf: Math.exp, order: 'ranks' }
}

/**
 * ln(p / (1 - p)) of each class's share p of the softmax: z_c - ln(sum of e^z over all others). [N*(K+1)] -> [N*K].
 * Nearly every anchor sees background: where the distance to its logit, which odds never exceed, is not above `least`,
 * that distance stands, and no exponential is taken.
 */
function logOddsOfClasses(logits: Float32Array, rule: ScoreRule, least: number): Float32Array {
  const columns = numLogits(rule)
  const numAnchors = logits.length / columns
  const odds = new Float32Array(numAnchors * rule.numClasses)
  for (let anchor = 0; anchor < numAnchors; anchor++) {
    const row = anchor * columns
    const first = anchor * rule.numClasses - 1
    let bestClass = 1
    for (let c = 2; c < columns; c++) if (logits[row + c] > logits[row + bestClass]) bestClass = c
    const background = logits[row]
    // As it will stand in single precision.
    if (Math.fround(logits[row + bestClass] - background) <= least) {
      for (let c = 1; c < columns; c++) odds[first + c] = logits[row + c] - background
      continue
    }
    const best = logits[row + bestClass] > background ? bestClass : 0
    const top = logits[row + best]
    // Without the best, whose 1 would drown the others.
    let sum = 0
    for (let c = 0; c < columns; c++) if (c !== best) sum += Math.exp(logits[row + c] - top)
    for (let c = 1; c < columns; c++) {
      const shifted = logits[row + c] - top
      const others = c === best ? sum : 1 + sum - Math.exp(shifted)
      odds[first + c] = shifted - Math.log(others)
    }
  }
  return odds
}

/** ln(sigmoid(x)) = -softplus(-x). */
function logSigmoid(x: number): number {
  return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)))
}
