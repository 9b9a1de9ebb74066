import { createRandom } from '../../../shared/random'
import { type PictureFigures, type RankedMatches, weightedFigures } from './rankedMatches'

/** A figure of all pictures and where 95 % of its resamples lie; low and high are null where too few define it. */
export interface Interval {
  value: number | null
  low: number | null
  high: number | null
}

export type FigureName = keyof PictureFigures
export type FigureIntervals = Record<FigureName, Interval>

export const FIGURE_NAMES: readonly FigureName[] = ['AP', 'AP50', 'fpPerImage', 'recall']

export interface BootstrapOptions {
  resamples: number
  seed: number
  /** Called now and then, so that whoever waits for this thread gets a turn. */
  pause?: () => Promise<void>
}

/** Detections that are looked at between two pauses: a few ms. */
const PAUSE_EVERY = 200_000

/**
 * Percentile intervals (95 %) over resampled pictures (Efron 1979): pictures are drawn with replacement, each with all its
 * boxes, since boxes of one picture stand and fall together. The score of the last two figures stays fixed.
 */
export async function bootstrapFigures(
  matches: RankedMatches,
  { minScore, ...options }: BootstrapOptions & { minScore: number | null },
): Promise<FigureIntervals> {
  const whole = weightedFigures(matches, ones(matches.numImages), minScore)
  const drawn = await resample(matches.numImages, sizeOf(matches), options, (weights) =>
    weightedFigures(matches, weights, minScore),
  )
  return intervalsOf(whole, drawn)
}

/**
 * Intervals of b - a on the same pictures: both are resampled with the same draw, so that what makes a picture hard for both
 * does not count (paired bootstrap).
 */
export async function bootstrapDifference(
  a: { matches: RankedMatches; minScore: number | null },
  b: { matches: RankedMatches; minScore: number | null },
  options: BootstrapOptions,
): Promise<FigureIntervals> {
  const { numImages } = a.matches
  if (b.matches.numImages !== numImages) throw new RangeError('a paired bootstrap needs the same pictures')
  const difference = (weights: ArrayLike<number>): PictureFigures => {
    const before = weightedFigures(a.matches, weights, a.minScore)
    const after = weightedFigures(b.matches, weights, b.minScore)
    return figures((name) => minus(after[name], before[name]))
  }
  const size = sizeOf(a.matches) + sizeOf(b.matches)
  return intervalsOf(difference(ones(numImages)), await resample(numImages, size, options, difference))
}

async function resample(
  numImages: number,
  size: number,
  { resamples, seed, pause }: BootstrapOptions,
  figuresAt: (weights: ArrayLike<number>) => PictureFigures,
): Promise<PictureFigures[]> {
  const random = createRandom(seed, numImages)
  const drawn: PictureFigures[] = []
  let seen = 0
  for (let i = 0; i < resamples && numImages > 0; i++) {
    const weights = new Uint32Array(numImages)
    for (let n = 0; n < numImages; n++) weights[random.int(numImages)]++
    drawn.push(figuresAt(weights))
    seen += size
    if (seen < PAUSE_EVERY) continue
    seen = 0
    await pause?.()
  }
  return drawn
}

function intervalsOf(whole: PictureFigures, drawn: readonly PictureFigures[]): FigureIntervals {
  return figures((name) => {
    const values = drawn.flatMap((each) => each[name] ?? []).sort((a, b) => a - b)
    // A figure that most resamples leave undefined has no interval worth the name.
    const isKnown = values.length > 0 && 2 * values.length >= drawn.length
    return {
      value: whole[name],
      low: isKnown ? quantile(values, 0.025) : null,
      high: isKnown ? quantile(values, 0.975) : null,
    }
  })
}

/** Linear between the two nearest, as NumPy's default. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(sorted.length - 1, below + 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}

function figures<T>(of: (name: FigureName) => T): Record<FigureName, T> {
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, of(name)])) as Record<FigureName, T>
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b
}

const ones = (count: number) => new Uint32Array(count).fill(1)

/** Detections that a resample looks at. */
function sizeOf({ classes }: RankedMatches): number {
  return classes.reduce((sum, { score }) => sum + score.length, 0)
}
