import type { TargetBatch } from '../matching/targets'
import type { LossConfig, LossMemory } from './types'
import type { StepWeights } from './weighting/types'

/** What the sums of a step are divided by. */
export interface Divisors {
  classification: number
  /** Of the parts over positives: box, quality, centre. */
  positives: number
  /** Factor of everything in each picture, [B]; null: 1. */
  images: number[] | null
  /**
   * How micro-batches whose gradients are added up go together as if they were one batch:
   *   gradient = sum of divided_i g_i / max(1, sum of counted_i)
   */
  accumulation: { divided: number; counted: number }
}

/**
 * Divisors of a step and the memory that holds their running average. normalized: n = max(1, n'), n' the positives of the
 * batch (`batchPositives`) or the sum of the scores that they should reach (`targetScores`; `targetSum`), smoothed over
 * steps by `normalizerMomentum` m: n' <- m n'_before + (1 - m) n'. imagePositives (torchvision's RetinaNet): each picture
 * over max(1, its positives), then the mean of the pictures; m smooths towards the running mean of a picture. mean: over
 * all `numElements` and over all positives. sum and none: 1, as a gradient needs one number.
 */
export function divisorsOf(
  { batchSize, positives, positivesPerImage }: TargetBatch,
  { targetSum, numElements }: { targetSum: number; numElements: number },
  config: Pick<LossConfig, 'reduction' | 'normalizer' | 'normalizerMomentum'>,
  memory: LossMemory,
): { divisors: Divisors; memory: LossMemory } {
  const numPositives = Math.max(1, positives.length)
  const perPicture = { divided: batchSize, counted: batchSize }
  if (config.reduction === 'mean') {
    const divisors = { classification: numElements, positives: numPositives, images: null }
    return { divisors: { ...divisors, accumulation: perPicture }, memory }
  }
  const one = { classification: 1, positives: 1 }
  if (config.reduction !== 'normalized') {
    return { divisors: { ...one, images: null, accumulation: { divided: 1, counted: 0 } }, memory }
  }
  const momentum = config.normalizerMomentum
  const smooth = (count: number, before = memory.average?.[0]) =>
    before === undefined ? count : momentum * before + (1 - momentum) * count
  const remember = (average: number): LossMemory => (momentum > 0 ? { average: [average] } : {})
  if (config.normalizer === 'imagePositives') {
    const images = positivesPerImage.map((count) => 1 / (batchSize * Math.max(1, smooth(count))))
    const average = smooth(positives.length / batchSize)
    return { divisors: { ...one, images, accumulation: perPicture }, memory: remember(average) }
  }
  const count = smooth(config.normalizer === 'targetScores' ? targetSum : positives.length)
  const n = Math.max(1, count)
  const divisors = { classification: n, positives: n, images: null }
  const accumulation = { divided: n, counted: momentum > 0 ? n : count }
  return { divisors: { ...divisors, accumulation }, memory: remember(count) }
}

/** Multiplies all weights by a factor of their picture. */
export function weighImages(weights: StepWeights, targets: TargetBatch, factors: readonly number[]): void {
  const { numAnchors, positives } = targets
  for (const [b, factor] of factors.entries()) {
    for (let row = b * numAnchors; row < (b + 1) * numAnchors; row++) weights.anchors[row] *= factor
  }
  for (const [i, row] of positives.entries()) {
    const factor = factors[Math.floor(row / numAnchors)]
    weights.boxes[i] *= factor
    weights.positives[i] *= factor
  }
}
