/** Detections of one class at IoU 0.5 over all images, by falling score, without those that count neither way. */
export interface ClassOutcomes {
  scores: number[]
  /** 1 true positive, 0 false positive. */
  isTrue: number[]
  numTruths: number
}

/** What a threshold is chosen for: the best balance of precision and recall, or the least cost of mistakes. */
export type ThresholdAim =
  | { kind: 'f1' }
  /** A miss costs as much as this many false positives. */
  | { kind: 'cost'; missCost: number }

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

/**
 * The score threshold at which false positives + missCost * misses is least (the higher threshold where two tie), and that
 * sum; threshold null where keeping nothing at all costs least.
 */
export function bestCost(
  { scores, isTrue, numTruths }: ClassOutcomes,
  missCost: number,
): { threshold: number | null; cost: number } {
  let best: { threshold: number | null; cost: number } = { threshold: null, cost: missCost * numTruths }
  let found = 0
  for (let i = 0; i < scores.length; i++) {
    found += isTrue[i]
    if (i + 1 < scores.length && scores[i + 1] === scores[i]) continue
    const cost = i + 1 - found + missCost * (numTruths - found)
    if (cost < best.cost) best = { threshold: scores[i], cost }
  }
  return best
}

/** The best threshold for an aim; null where there is none. */
export function bestThreshold(outcomes: ClassOutcomes, aim: ThresholdAim): number | null {
  return aim.kind === 'f1' ? bestF1(outcomes).threshold : bestCost(outcomes, aim.missCost).threshold
}

/** The score with the best F1 over all classes; null where there is none. */
export function commonThreshold(outcomes: readonly ClassOutcomes[]): number | null {
  return bestF1(poolOutcomes(outcomes)).threshold
}

/** To the hundredth below, as sliders show it: what scores exactly the best threshold stays in. */
export function toHundredth(threshold: number | null): number | null {
  return threshold === null ? null : Math.floor(threshold * 100 + 1e-9) / 100
}

/** Boxes of a class at which its own threshold and the common one weigh the same. */
const SHRINKAGE_BOXES = 20

/** A class's own threshold drawn towards the common one: a best threshold found on few boxes is chance. */
export function shrink(own: number, common: number, numTruths: number): number {
  const trust = numTruths / (numTruths + SHRINKAGE_BOXES)
  return trust * own + (1 - trust) * common
}

/**
 * Thresholds to use a model with: each class's best one drawn towards the best common one, by n / (n + 20) of its n
 * ground-truth boxes. null where nothing at all was found.
 */
export function operatingThresholds(
  outcomes: readonly ClassOutcomes[],
  aim: ThresholdAim = { kind: 'f1' },
): {
  common: number | null
  perClass: (number | null)[]
} {
  const common = bestThreshold(poolOutcomes(outcomes), aim)
  const perClass = outcomes.map((outcome) => {
    const own = bestThreshold(outcome, aim)
    return own === null || common === null ? common : shrink(own, common, outcome.numTruths)
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
