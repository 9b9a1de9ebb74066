import type { ClassOutcomes } from '../../shared/evaluation/threshold'
import { bestF1, poolOutcomes } from '../../shared/evaluation/threshold'

/** A detector in use, all classes at one score threshold and IoU 0.5; figures are null where undefined. */
export interface OperatingPoint {
  threshold: number | null
  /** False positives a picture. */
  fpPerImage: number | null
  precision: number | null
  recall: number | null
}

/** The score of best F1 over all classes. */
export function bestThreshold(outcomes: readonly ClassOutcomes[]): number | null {
  return bestF1(poolOutcomes(outcomes)).threshold
}

/** What the detections from a score on amount to; null: nothing is good enough to show. */
export function operateAt(
  outcomes: readonly ClassOutcomes[],
  threshold: number | null,
  numImages: number,
): OperatingPoint {
  const { scores, isTrue, numTruths } = poolOutcomes(outcomes)
  const kept = threshold === null ? 0 : scores.filter((score) => score >= threshold).length
  const right = isTrue.slice(0, kept).reduce((sum, each) => sum + each, 0)
  return {
    threshold,
    fpPerImage: numImages === 0 ? null : (kept - right) / numImages,
    precision: kept === 0 ? null : right / kept,
    recall: numTruths === 0 ? null : right / numTruths,
  }
}
