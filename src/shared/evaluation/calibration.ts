import type { ClassOutcomes } from './threshold'

/** Scored detections and whether each is a true positive. */
export type Scored = Pick<ClassOutcomes, 'scores' | 'isTrue'>

/** Detections count for calibration from this score on: what an exported model reports by itself. */
export const CALIBRATED_FROM_SCORE = 0.05
const NUM_BINS = 10
/** A temperature beyond these says only that the detections do not hold one. */
const TEMPERATURES = { least: 0.05, most: 20 }
/** Nearest that a score may come to 0 or 1 before its logit is taken. */
const EDGE = 1e-6

export interface ReliabilityBin {
  count: number
  /** null in an empty bin. */
  meanScore: number | null
  precision: number | null
}

/** What is looked at: detections from CALIBRATED_FROM_SCORE on. */
export function calibratedOnly({ scores, isTrue }: Scored): Scored {
  const kept = scores.flatMap((score, i) => (score >= CALIBRATED_FROM_SCORE ? [i] : []))
  return { scores: kept.map((i) => scores[i]), isTrue: kept.map((i) => isTrue[i]) }
}

/**
 * The temperature T for which sigmoid(logit(score) / T) has the least mean logarithmic loss against the outcomes (Guo et al.
 * 2017); within 0.05 and 20. null unless there are both right and wrong detections.
 */
export function fitTemperature({ scores, isTrue }: Scored): number | null {
  const numTrue = isTrue.reduce((sum, one) => sum + one, 0)
  if (numTrue === 0 || numTrue === scores.length) return null
  const logits = Float64Array.from(scores, logitOf)
  // The loss is convex in 1 / T, so its slope has one root.
  const slopeAt = (inverse: number) => {
    let slope = 0
    for (let i = 0; i < logits.length; i++) slope += (sigmoid(inverse * logits[i]) - isTrue[i]) * logits[i]
    return slope
  }
  let low = Math.log(1 / TEMPERATURES.most)
  let high = Math.log(1 / TEMPERATURES.least)
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (slopeAt(Math.exp(middle)) < 0) low = middle
    else high = middle
  }
  return Math.exp(-(low + high) / 2)
}

/** A score as a temperature leaves it. */
export function tempered(score: number, temperature: number): number {
  return sigmoid(logitOf(score) / temperature)
}

/** Ten bins of equal width over the scores 0 to 1, lower bound included. */
export function reliability({ scores, isTrue }: Scored): ReliabilityBin[] {
  const sums = Array.from({ length: NUM_BINS }, () => ({ count: 0, score: 0, found: 0 }))
  for (const [i, score] of scores.entries()) {
    const bin = sums[Math.min(NUM_BINS - 1, Math.floor(score * NUM_BINS))]
    bin.count++
    bin.score += score
    bin.found += isTrue[i]
  }
  return sums.map(({ count, score, found }) => ({
    count,
    meanScore: count === 0 ? null : score / count,
    precision: count === 0 ? null : found / count,
  }))
}

/** Detection expected calibration error: mean |precision - mean score| of the bins, by their counts (Küppers et al. 2020). */
export function calibrationError(bins: readonly ReliabilityBin[]): number | null {
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  return bins.reduce(
    (sum, { count, meanScore, precision }) =>
      meanScore === null || precision === null
        ? sum
        : sum + (count / total) * Math.abs(precision - meanScore),
    0,
  )
}

function logitOf(score: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, score))
  return Math.log(inside / (1 - inside))
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
