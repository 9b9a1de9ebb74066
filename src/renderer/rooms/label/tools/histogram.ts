import type { DeepPixels } from '../../../../shared/images/deepPicture'

/** Samples looked at, at most: the shape shows with fewer than all. */
const MOST_SAMPLES = 500_000

/** How many colour samples lie in each of `numBins` equal parts of 0 to `top`, as shares of the fullest part. */
export function histogramOf(
  { channels, samples }: Pick<DeepPixels, 'channels' | 'samples'>,
  numBins: number,
  top: number,
): number[] {
  const counts = new Array<number>(numBins).fill(0)
  const numColours = channels >= 3 ? 3 : 1
  const numPixels = samples.length / channels
  const step = channels * Math.max(1, Math.floor((numPixels * numColours) / MOST_SAMPLES))
  for (let at = 0; at < samples.length; at += step)
    for (let c = 0; c < numColours; c++) {
      const bin = Math.floor((samples[at + c] * numBins) / (top + 1))
      if (bin < numBins) counts[bin]++
    }
  const most = Math.max(1, ...counts)
  return counts.map((count) => count / most)
}
