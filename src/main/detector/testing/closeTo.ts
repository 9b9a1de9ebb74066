import { flatNumbers } from './goldens'

/**
 * The largest |actual - expected| in units of its tolerance absolute + relative * |expected|: up to 1 is close. A finite
 * number where the reference has none (torchvision loses some gradients to NaN) is close; a number that is not finite is
 * infinitely far.
 */
export function distanceInTolerances(
  actual: ArrayLike<number>,
  expected: unknown,
  tolerance: { absolute: number; relative: number },
): number {
  const wanted = flatNumbers(expected)
  if (wanted.length !== actual.length) return Number.POSITIVE_INFINITY
  let farthest = 0
  for (let i = 0; i < wanted.length; i++) {
    if (!Number.isFinite(actual[i])) return Number.POSITIVE_INFINITY
    if (!Number.isFinite(wanted[i])) continue
    const allowed = tolerance.absolute + tolerance.relative * Math.abs(wanted[i])
    farthest = Math.max(farthest, Math.abs(actual[i] - wanted[i]) / allowed)
  }
  return farthest
}

/** float32 values against a float64 reference. */
export const VALUE = { absolute: 1e-6, relative: 1e-5 }
/** float32 gradients against a float64 reference. */
export const GRADIENT = { absolute: 1e-6, relative: 1e-5 }
