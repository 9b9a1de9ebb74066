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

/** Pairs of anchor and class, [N*K], in an order that is that of their scores. */
export interface RankedPairs {
  /** Rises with the score. */
  ranks: Float32Array
  /** What a rank must exceed for its score to be above the threshold. */
  least: number
  scoreOf(rank: number): number
}

export type ScoreRule = Pick<Architecture, 'numClasses' | 'scoring'>

/**
 * How sure the network is of each pair: p = sigmoid(logit), or the class's share of the softmax; with a quality head
 * sqrt(p * sigmoid(quality)), as in FCOS (Tian et al. 2020, arXiv:2006.09214). Plain sigmoids are ranked by their logits,
 * which costs nothing and ties nothing that the network told apart.
 */
export function rankPairs(
  { logits, quality }: RawOutput,
  rule: ScoreRule,
  scoreThreshold: number,
): RankedPairs {
  if (rule.scoring === 'sigmoid' && quality === null) {
    return { ranks: logits, least: Math.log(scoreThreshold / (1 - scoreThreshold)), scoreOf: sigmoid }
  }
  const ranks = rule.scoring === 'softmax' ? softmaxOfClasses(logits, rule) : logits.map(sigmoid)
  if (quality !== null) {
    for (let anchor = 0, i = 0; anchor < quality.length; anchor++) {
      const share = sigmoid(quality[anchor])
      for (let c = 0; c < rule.numClasses; c++, i++) ranks[i] = Math.sqrt(ranks[i] * share)
    }
  }
  return { ranks, least: scoreThreshold, scoreOf: (rank) => rank }
}

/** Softmax over K + 1 columns, then without the first: [N*(K+1)] -> [N*K]. */
function softmaxOfClasses(logits: Float32Array, rule: ScoreRule): Float32Array {
  const columns = numLogits(rule)
  const numAnchors = logits.length / columns
  const shares = new Float32Array(numAnchors * rule.numClasses)
  for (let anchor = 0; anchor < numAnchors; anchor++) {
    const row = anchor * columns
    let highest = logits[row]
    for (let c = 1; c < columns; c++) highest = Math.max(highest, logits[row + c])
    let sum = 0
    for (let c = 0; c < columns; c++) sum += Math.exp(logits[row + c] - highest)
    const first = anchor * rule.numClasses
    for (let c = 1; c < columns; c++) shares[first + c - 1] = Math.exp(logits[row + c] - highest) / sum
  }
  return shares
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
