import type { Interval } from '../../../shared/evaluation/schema'
import { createRandom } from '../../../shared/random'

/** Figures by name; null where undefined. */
export type Figures<N extends string> = Record<N, number | null>

export interface BootstrapOptions {
  resamples: number
  seed: number
  /** Hears of every resample; the next one waits for what it answers, and is not drawn where that fails. */
  afterEach?: (done: number) => Promise<void> | undefined
}

/**
 * 95 % percentile intervals over resampled images (Efron 1979): images are drawn with replacement, each with all its boxes,
 * since boxes of one image stand and fall together. `figuresAt` answers sets of figures where image i counts weights[i]
 * times; resamples in which a figure is undefined do not count for it.
 */
export async function bootstrap<N extends string>(
  numImages: number,
  figuresAt: (weights: Uint32Array) => readonly Figures<N>[],
  { resamples, seed, afterEach }: BootstrapOptions,
): Promise<Record<N, Interval>[]> {
  const whole = figuresAt(new Uint32Array(numImages).fill(1))
  const names = whole.map((figures) => Object.keys(figures) as N[])
  const drawn = whole.map((_, set) => names[set].map((): number[] => []))
  const random = createRandom(seed)
  for (let done = 1; done <= resamples; done++) {
    const weights = new Uint32Array(numImages)
    for (let i = 0; i < numImages; i++) weights[random.int(numImages)]++
    for (const [set, figures] of figuresAt(weights).entries()) {
      names[set].forEach((name, n) => {
        const figure = figures[name]
        if (figure !== null) drawn[set][n].push(figure)
      })
    }
    const turn = afterEach?.(done)
    if (turn !== undefined) await turn
  }
  return whole.map(
    (figures, set) =>
      Object.fromEntries(
        names[set].map((name, n) => [name, intervalOf(figures[name], drawn[set][n])]),
      ) as Record<N, Interval>,
  )
}

function intervalOf(value: number | null, drawn: readonly number[]): Interval {
  const sorted = Float64Array.from(drawn).sort()
  return { value, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
}

/** Quantile with linear interpolation between order statistics (NumPy's default); null of nothing. */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null
  const place = share * (sorted.length - 1)
  const low = Math.floor(place)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low] + (place - low) * (sorted[high] - sorted[low])
}
