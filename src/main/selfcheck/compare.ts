import type { Comparison, Tolerance } from './types'

/** The largest errors of some numbers, and whether all are within their tolerance. */
export interface ComparisonResult {
  absolute: number
  relative: number
  isClose: boolean
  problem: string | null
}

/**
 * Holds numbers against their reference. Ours must be finite everywhere; where the reference is not (torchvision's focal
 * loss has NaN gradients at p_t = 1), finite is all that is asked.
 */
export function compareNumbers({ what, actual, expected, tolerance }: Comparison): ComparisonResult {
  const wanted = flatten(expected)
  if (wanted === null) return unusable(`${what}: the reference holds something that is no number`)
  if (wanted.length !== actual.length) {
    return unusable(`${what}: ${actual.length} numbers where the reference has ${wanted.length}`)
  }
  const result: ComparisonResult = { absolute: 0, relative: 0, isClose: true, problem: null }
  for (let i = 0; i < wanted.length; i++) {
    if (!Number.isFinite(actual[i])) return unusable(`${what}[${i}] is ${actual[i]}`)
    if (!Number.isFinite(wanted[i])) continue
    const error = Math.abs(actual[i] - wanted[i])
    result.absolute = Math.max(result.absolute, error)
    result.relative = Math.max(result.relative, relativeError(error, wanted[i], tolerance))
    if (error > Math.max(tolerance.absolute, tolerance.relative * Math.abs(wanted[i]))) {
      result.isClose = false
      result.problem ??= `${what}[${i}] is ${actual[i]}, the reference ${wanted[i]}`
    }
  }
  return result
}

/** Numbers in any nesting, in order; null where there is anything else. A bare null stands for NaN. */
export function flatten(value: unknown): Float64Array | null {
  const numbers: number[] = []
  const isNumeric = (item: unknown): boolean => {
    if (Array.isArray(item)) return item.every(isNumeric)
    if (typeof item !== 'number' && item !== null) return false
    numbers.push(item ?? Number.NaN)
    return true
  }
  return isNumeric(value) ? Float64Array.from(numbers) : null
}

function relativeError(error: number, reference: number, { absolute, relative }: Tolerance): number {
  if (error === 0) return 0
  return error / Math.max(Math.abs(reference), relative > 0 ? absolute / relative : 1)
}

function unusable(problem: string): ComparisonResult {
  return { absolute: Number.MAX_VALUE, relative: Number.MAX_VALUE, isClose: false, problem }
}
