/** COCO's 101 recalls 0, 0.01 .. 1, with NumPy linspace's rounding. */
export const RECALLS: readonly number[] = Array.from({ length: 101 }, (_, i) => (i === 100 ? 1 : i * 0.01))

/** Points of a precision-recall curve, detections by falling score. */
export interface PrecisionRecall {
  /** After each detection. */
  precision: Float64Array
  recall: Float64Array
}

/** Precision and recall after each detection; isTrue 1 true positive, 0 false positive. numTruths > 0. */
export function precisionRecall(isTrue: ArrayLike<number>, numTruths: number): PrecisionRecall {
  const precision = new Float64Array(isTrue.length)
  const recall = new Float64Array(isTrue.length)
  let found = 0
  for (let i = 0; i < isTrue.length; i++) {
    found += isTrue[i]
    precision[i] = found / (i + 1)
    recall[i] = found / numTruths
  }
  return { precision, recall }
}

/**
 * Interpolated precision at each of `recalls` (rising): the highest precision at that recall or beyond, 0 where it is
 * never reached. Mean over 0, 0.01 .. 1 it is COCO's AP.
 */
export function interpolate(
  { precision, recall }: PrecisionRecall,
  recalls: readonly number[],
): Float64Array {
  const envelope = precision.slice()
  for (let i = envelope.length - 1; i > 0; i--) {
    if (envelope[i] > envelope[i - 1]) envelope[i - 1] = envelope[i]
  }
  const sampled = new Float64Array(recalls.length)
  let i = 0
  for (let r = 0; r < recalls.length; r++) {
    while (i < recall.length && recall[i] < recalls[r]) i++
    if (i === recall.length) break
    sampled[r] = envelope[i]
  }
  return sampled
}

/** Mean of numbers; null of none. */
export function meanOrNull(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}
