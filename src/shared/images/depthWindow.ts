import { z } from 'zod'

/** Levels of a 16-bit sample. */
export const DEPTH_LEVELS = 65_536

/** What of 16 bits is shown in 8: samples up to `low` are black, from `high` on white, between them a curve. */
export const DepthWindow = z
  .strictObject({
    low: z
      .number()
      .int()
      .min(0)
      .max(DEPTH_LEVELS - 2),
    high: z
      .number()
      .int()
      .min(1)
      .max(DEPTH_LEVELS - 1),
    /** Exponent 1 / gamma: over 1 lifts the shadows. */
    gamma: z.number().min(0.1).max(10),
  })
  .refine(({ low, high }) => low < high, 'low must lie under high')
export type DepthWindow = z.infer<typeof DepthWindow>

/**
 * How a project brings 16-bit pictures to the 8 bits that a detector sees. auto: each picture by its own samples
 * (autoWindow); fixed: all by one window, so that brightness compares between pictures.
 */
export const DepthRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('auto') }),
  z.strictObject({ kind: z.literal('fixed'), window: DepthWindow }),
])
export type DepthRule = z.infer<typeof DepthRule>

export const autoDepth: DepthRule = { kind: 'auto' }

/** One colour sample in so many lies below the automatic window, and one above it. */
const LEFT_OUT = 1000

/**
 * The window of a picture's own samples: from its 0.1 to its 99.9 percentile, of all colours together, as
 * numpy.percentile(samples, q, method="inverted_cdf").
 * @param counts how many samples have each of the 65,536 levels; at least one sample
 */
export function autoWindow(counts: ArrayLike<number>): DepthWindow {
  let total = 0
  for (let level = 0; level < counts.length; level++) total += counts[level]
  const low = Math.min(levelAt(counts, Math.ceil(total / LEFT_OUT)), DEPTH_LEVELS - 2)
  const high = levelAt(counts, total - Math.floor(total / LEFT_OUT))
  return { low, high: Math.max(low + 1, high), gamma: 1 }
}

/** The lowest level up to which there are at least so many samples, one or more. */
function levelAt(counts: ArrayLike<number>, wanted: number): number {
  let sum = 0
  for (let level = 0; level < counts.length; level++) {
    sum += counts[level]
    if (sum >= wanted) return level
  }
  return counts.length - 1
}

/** The window a rule gives a picture whose own is `auto`. */
export function windowOf(rule: DepthRule, auto: DepthWindow): DepthWindow {
  return rule.kind === 'fixed' ? rule.window : auto
}

/** All that a sensor of the least fitting depth (10, 12, 14 or 16 bits) could have said. */
export function fullWindow(highest: number): DepthWindow {
  const bits = [10, 12, 14].find((depth) => highest < 2 ** depth) ?? 16
  return { low: 0, high: 2 ** bits - 1, gamma: 1 }
}

/** What 8-bit level each 16-bit level becomes: round(255 * clamp((v - low) / (high - low), 0, 1) ^ (1 / gamma)). */
export function windowTable({ low, high, gamma }: DepthWindow): Uint8Array {
  const table = new Uint8Array(DEPTH_LEVELS).fill(255, high)
  for (let level = low + 1; level < high; level++)
    table[level] = Math.round(255 * ((level - low) / (high - low)) ** (1 / gamma))
  return table
}

export function isSameWindow(a: DepthWindow, b: DepthWindow): boolean {
  return a.low === b.low && a.high === b.high && a.gamma === b.gamma
}
