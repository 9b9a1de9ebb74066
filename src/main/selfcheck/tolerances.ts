import type { Tolerance } from './types'

/** Plain TypeScript in float64. */
export const FLOAT64: Tolerance = { absolute: 1e-9, relative: 1e-9 }
/** TensorFlow in float32 against a float64 reference: the loss itself. */
export const FLOAT32_VALUE: Tolerance = { absolute: 1e-6, relative: 1e-5 }
/** TensorFlow in float32 against a float64 reference: its gradient. */
export const FLOAT32_GRADIENT: Tolerance = { absolute: 1e-6, relative: 1e-4 }
/** Indices, labels and counts. */
export const EXACT: Tolerance = { absolute: 0, relative: 0 }

/** Corners stored in float32 on both sides: some units in the last place of the picture's size. */
export function float32Pixels(imageSize: number): Tolerance {
  return { absolute: imageSize * 1e-6, relative: 1e-6 }
}
