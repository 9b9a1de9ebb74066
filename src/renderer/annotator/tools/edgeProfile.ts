import type { Axis } from './snap'

/** Brightness (0 to 255) of a region of the picture, row by row; (x, y) is its top left pixel. */
export interface Patch {
  x: number
  y: number
  width: number
  height: number
  gray: ArrayLike<number>
}

/** Brightness around a point, as far as `radius` px of the picture each way; null where it is not to be had. */
export type PatchReader = (x: number, y: number, radius: number) => Patch | null

/** A weaker step than this, in levels of brightness, is texture. */
const LEAST_STEP = 12
/** An edge stands out against the steps around it by this factor. */
const STANDS_OUT = 2.5

/**
 * The boundary between two columns (or rows) at which brightness, averaged along them, makes its largest step:
 * a coordinate of the picture within `reach` of `near`, or null where nothing stands out.
 */
export function strongestEdge(patch: Patch, axis: Axis, near: number, reach: number): number | null {
  const steps = stepProfile(patch, axis)
  if (steps.length === 0) return null
  const first = (axis === 'x' ? patch.x : patch.y) + 1
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length
  const least = Math.max(LEAST_STEP, mean * STANDS_OUT)
  let best: { at: number; step: number } | null = null
  for (const [i, step] of steps.entries()) {
    const at = first + i
    if (step < least || Math.abs(at - near) > reach) continue
    if (best === null || step > best.step) best = { at, step }
  }
  return best?.at ?? null
}

/** |mean over the lines of brightness[i + 1] - brightness[i]|: a step counts where it goes the same way all along. */
function stepProfile({ width, height, gray }: Patch, axis: Axis): number[] {
  const [length, lines] = axis === 'x' ? [width, height] : [height, width]
  const [along, across] = axis === 'x' ? [1, width] : [width, 1]
  if (lines === 0) return []
  return Array.from({ length: Math.max(0, length - 1) }, (_, i) => {
    let sum = 0
    for (let line = 0; line < lines; line++) {
      const at = line * across + i * along
      sum += gray[at + along] - gray[at]
    }
    return Math.abs(sum / lines)
  })
}
