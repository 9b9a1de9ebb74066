import type { ClassThresholds } from './chosen'
import { type ClassOutcomes, poolOutcomes } from './threshold'

/** Outcomes with running sums, so that any threshold is counted in a few steps while a slider moves. */
export interface CountedOutcomes extends ClassOutcomes {
  /** [n + 1] true positives among the first n detections. */
  foundAmong: Uint32Array
}

/** What a threshold makes of the detections and the ground truth. */
export interface Tally {
  found: number
  falsePositives: number
  missed: number
}

/** Figures of a tally; null where they are undefined. */
export interface TallyFigures extends Tally {
  precision: number | null
  recall: number | null
  f1: number | null
  /** False positives a picture. */
  fpPerImage: number | null
}

/** Adds the running sums. */
export function countOutcomes(outcomes: ClassOutcomes): CountedOutcomes {
  const foundAmong = new Uint32Array(outcomes.isTrue.length + 1)
  for (const [i, isTrue] of outcomes.isTrue.entries()) foundAmong[i + 1] = foundAmong[i] + isTrue
  return { ...outcomes, foundAmong }
}

/** Counts at a threshold: detections scoring at least that much are kept. */
export function tallyAt({ scores, foundAmong, numTruths }: CountedOutcomes, threshold: number): Tally {
  let low = 0
  let high = scores.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (scores[middle] >= threshold) low = middle + 1
    else high = middle
  }
  const found = foundAmong[low]
  return { found, falsePositives: low - found, missed: numTruths - found }
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = { found: 0, falsePositives: 0, missed: 0 }
  for (const { found, falsePositives, missed } of tallies) {
    sum.found += found
    sum.falsePositives += falsePositives
    sum.missed += missed
  }
  return sum
}

/** Precision, recall, F1 and false positives per image; without ground truth there is no recall and no F1. */
export function tallyFigures(tally: Tally, numImages: number): TallyFigures {
  const { found, falsePositives, missed } = tally
  const share = (part: number, of: number) => (of > 0 ? part / of : null)
  const numTruths = found + missed
  return {
    ...tally,
    precision: share(found, found + falsePositives),
    recall: share(found, numTruths),
    f1: numTruths === 0 ? null : (2 * found) / (2 * found + falsePositives + missed),
    fpPerImage: share(falsePositives, numImages),
  }
}

/** A detector in use, at one threshold or one a class; null: nothing is good enough to show. */
export function figuresAt(
  outcomes: readonly ClassOutcomes[],
  threshold: ClassThresholds | null,
  numImages: number,
): TallyFigures {
  if (threshold !== null && typeof threshold !== 'number') {
    const tallies = outcomes.map((one, c) => tallyAt(countOutcomes(one), threshold[c]))
    return tallyFigures(addTallies(tallies), numImages)
  }
  const pooled = countOutcomes(poolOutcomes(outcomes))
  return tallyFigures(tallyAt(pooled, threshold ?? Number.POSITIVE_INFINITY), numImages)
}
