import type { Tolerance } from './types'

/** Plain TypeScript in float64. */
export const FLOAT64: Tolerance = { absolute: 1e-12, relative: 1e-9 }

/**
 * TensorFlow in float32 against a float64 reference, values and gradients alike. The floor is the rounding of numbers near 1
 * that a small result is the difference of; `factor` is what multiplies such a difference (weights, logits).
 */
export function float32Loss(factor = 1): Tolerance {
  return { absolute: 1e-7 * Math.max(1, factor), relative: 1e-5 }
}

/** Indices, labels and counts. */
export const EXACT: Tolerance = { absolute: 0, relative: 0 }

/** Corners stored in float32 on both sides: some units in the last place of the picture's size. */
export function float32Pixels(imageSize: number): Tolerance {
  return { absolute: imageSize * 1e-6, relative: 1e-6 }
}
