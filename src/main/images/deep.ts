import { performance } from 'node:perf_hooks'
import type { Transformer } from '@napi-rs/image'
import { type DeepFacts, type DeepPixels, deepToRgb, deepToRgba } from '../../shared/images/deepPicture'
import { autoWindow, DEPTH_LEVELS, type DepthRule, windowTable } from '../../shared/images/depthWindow'
import { createSlices } from '../timing/slices'
import type { ImageInfo } from './types'

/** Pixels between two looks at the clock: about a millisecond of work. */
const BATCH = 256 * 1024

/** Pictures whose samples have more than 8 bits: the probe lets 16 alone through. */
export const isDeep = (info: Pick<ImageInfo, 'bitDepth'>) => info.bitDepth > 8

/** All samples of an upright picture, as its file has them. */
export async function readDeep(picture: Transformer, info: ImageInfo): Promise<DeepPixels> {
  const raw = await picture.rawPixels()
  const isAligned = raw.byteOffset % 2 === 0
  const { buffer, byteOffset, byteLength } = isAligned ? raw : Uint8Array.from(raw)
  const samples = new Uint16Array(buffer, byteOffset, byteLength / 2)
  const channels = samples.length / (info.width * info.height)
  if (![1, 2, 3, 4].includes(channels)) throw new RangeError(`${samples.length} samples do not fit its size`)
  return { width: info.width, height: info.height, channels, samples }
}

/** Range and automatic window of a picture's colour samples. Others get their turn on this thread in between. */
export async function lookAtDeep({ channels, samples }: DeepPixels): Promise<Omit<DeepFacts, 'numPages'>> {
  const counts = new Uint32Array(DEPTH_LEVELS)
  const numColours = channels >= 3 ? 3 : 1
  await inBatches(samples.length / channels, (from, to) => {
    if (channels === 1) for (let i = from; i < to; i++) counts[samples[i]]++
    else
      for (let at = from * channels; at < to * channels; at += channels)
        for (let c = 0; c < numColours; c++) counts[samples[at + c]]++
  })
  return { min: counts.findIndex(isThere), max: counts.findLastIndex(isThere), auto: autoWindow(counts) }
}

/** 8-bit RGB of a whole picture by a project's rule: what thumbnails show and detectors see. */
export async function deepAsRgb(pixels: DeepPixels, rule: DepthRule): Promise<Uint8Array> {
  const table = await tableOf(pixels, rule)
  const numPixels = pixels.width * pixels.height
  const rgb = new Uint8Array(3 * numPixels)
  await inBatches(numPixels, (from, to) => deepToRgb(pixels, table, rgb, from, to))
  return rgb
}

/** The same as RGBA: the layout that the encoders and the resizer take. */
export async function deepAsRgba(pixels: DeepPixels, rule: DepthRule): Promise<Uint8Array> {
  const table = await tableOf(pixels, rule)
  const words = new Uint32Array(pixels.width * pixels.height)
  await inBatches(words.length, (from, to) => deepToRgba(pixels, table, words, from, to))
  return new Uint8Array(words.buffer)
}

/** A fixed window does not ask what is on the picture. */
async function tableOf(pixels: DeepPixels, rule: DepthRule): Promise<Uint8Array> {
  return windowTable(rule.kind === 'fixed' ? rule.window : (await lookAtDeep(pixels)).auto)
}

/** A picture no side of which is over `side` px: means of squares of whole pixels; as it is where it fits. */
export async function reduceDeep(pixels: DeepPixels, side: number): Promise<DeepPixels> {
  const step = Math.ceil(Math.max(pixels.width, pixels.height) / side)
  return step === 1 ? pixels : shrinkDeep(pixels, step)
}

/** Means of squares of `step` x `step` pixels; those at the right and the lower edge may be smaller. */
export async function shrinkDeep(
  { width, height, channels, samples }: DeepPixels,
  step: number,
): Promise<DeepPixels> {
  const small = { width: Math.ceil(width / step), height: Math.ceil(height / step) }
  const out = new Uint16Array(small.width * small.height * channels)
  // A square of 256 x 256 samples of 65,535 still fits.
  const sums = new Uint32Array(small.width * channels)
  const pause = createSlices(() => performance.now())
  for (let row = 0; row < small.height; row++) {
    const rows = Math.min(step, height - row * step)
    sums.fill(0)
    for (let y = row * step; y < row * step + rows; y++)
      for (let x = 0, at = y * width * channels, to = 0; x < width; x += step, to += channels)
        for (let end = at + Math.min(step, width - x) * channels; at < end; )
          for (let c = 0; c < channels; c++) sums[to + c] += samples[at++]
    for (let i = 0; i < sums.length; i++) {
      const columns = Math.min(step, width - Math.floor(i / channels) * step)
      out[row * sums.length + i] = Math.round(sums[i] / (rows * columns))
    }
    const others = pause()
    if (others !== undefined) await others
  }
  return { ...small, channels, samples: out }
}

const isThere = (count: number) => count > 0

async function inBatches(numPixels: number, work: (from: number, to: number) => void): Promise<void> {
  const pause = createSlices(() => performance.now())
  for (let from = 0; from < numPixels; from += BATCH) {
    work(from, Math.min(numPixels, from + BATCH))
    const others = pause()
    if (others !== undefined) await others
  }
}
