import type { ClassOutcomes } from './coco'

/** Where a class's F1 is highest; figures are null where they are undefined. */
export interface BestF1 {
  /** Keep detections scoring at least this. */
  threshold: number | null
  precision: number | null
  recall: number | null
  f1: number | null
}

/**
 * The score threshold with the highest F1 = 2 P R / (P + R) at IoU 0.5 (the higher threshold where two tie). A class
 * without ground truth has no recall; one where nothing right is found has no threshold.
 */
export function bestF1({ scores, isTrue, numTruths }: ClassOutcomes): BestF1 {
  const none: BestF1 = { threshold: null, precision: null, recall: numTruths > 0 ? 0 : null, f1: null }
  if (numTruths === 0) return none
  let best = none
  let found = 0
  for (let i = 0; i < scores.length; i++) {
    found += isTrue[i]
    // Detections of one score stand or fall together.
    if (i + 1 < scores.length && scores[i + 1] === scores[i]) continue
    const f1 = (2 * found) / (i + 1 + numTruths)
    if (found > 0 && f1 > (best.f1 ?? 0)) {
      best = { threshold: scores[i], precision: found / (i + 1), recall: found / numTruths, f1 }
    }
  }
  return best
}

/** Boxes of a class at which its own threshold and the common one weigh the same. */
const SHRINKAGE_BOXES = 20

/**
 * Thresholds to use a model with: each class's best F1 threshold drawn towards the best common one, by n / (n + 20) of its
 * n ground-truth boxes, since a best threshold found on few boxes is chance. null where nothing at all was found.
 */
export function operatingThresholds(outcomes: readonly ClassOutcomes[]): {
  common: number | null
  perClass: (number | null)[]
} {
  const common = bestF1(poolOutcomes(outcomes)).threshold
  const perClass = outcomes.map((outcome) => {
    const own = bestF1(outcome).threshold
    if (own === null || common === null) return common
    const trust = outcome.numTruths / (outcome.numTruths + SHRINKAGE_BOXES)
    return trust * own + (1 - trust) * common
  })
  return { common, perClass }
}

/** All classes as one, by falling score. */
export function poolOutcomes(outcomes: readonly ClassOutcomes[]): ClassOutcomes {
  const pairs = outcomes
    .flatMap(({ scores, isTrue }) => scores.map((score, i) => ({ score, isTrue: isTrue[i] })))
    .sort((a, b) => b.score - a.score)
  return {
    scores: pairs.map((pair) => pair.score),
    isTrue: pairs.map((pair) => pair.isTrue),
    numTruths: outcomes.reduce((sum, { numTruths }) => sum + numTruths, 0),
  }
}
