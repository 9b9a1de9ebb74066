import type { DepthWindow } from './depthWindow'

/** Content type of a 16-bit picture on its way to the page. */
export const DEEP_TYPE = 'application/x-focal-deep'

/** Ground under transparent pixels: mid grey, the same for canvas and training. */
export const NEUTRAL = 128

/** A 16-bit picture, or a reduced or cut part of one, upright. */
export interface DeepPixels {
  width: number
  height: number
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA. */
  channels: number
  /** Row by row: [height, width, channels]. */
  samples: Uint16Array
}

/** What goes with the pixels: all of it about the whole picture. */
export interface DeepFacts {
  /** Lowest and highest colour sample. */
  min: number
  max: number
  /** The automatic window; its gamma is 1. */
  auto: DepthWindow
  /** Pages of the file; the first is shown. */
  numPages: number
}

export interface DeepPicture extends DeepPixels, DeepFacts {}

const MAGIC = 0x31_44_53_46 // "FSD1"
const HEADER_WORDS = 9
const HEADER_BYTES = 4 * HEADER_WORDS

/** Header of nine little-endian words (magic, width, height, channels, min, max, low, high, pages), then the samples. */
export function packDeep(picture: DeepPicture): Uint8Array {
  const { width, height, channels, samples, min, max, auto, numPages } = picture
  const bytes = new Uint8Array(HEADER_BYTES + samples.byteLength)
  const header = new DataView(bytes.buffer)
  for (const [i, word] of [MAGIC, width, height, channels, min, max, auto.low, auto.high, numPages].entries())
    header.setUint32(4 * i, word, true)
  // Every machine that Electron runs on is little-endian.
  bytes.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), HEADER_BYTES)
  return bytes
}

/** The samples stay in `bytes`. Throws a RangeError where they are no such picture. */
export function unpackDeep(bytes: ArrayBuffer): DeepPicture {
  if (bytes.byteLength < HEADER_BYTES) throw new RangeError('the 16-bit picture is cut off')
  const header = new DataView(bytes)
  const [magic, width, height, channels, min, max, low, high, numPages] = Array.from(
    { length: HEADER_WORDS },
    (_, i) => header.getUint32(4 * i, true),
  )
  const numSamples = width * height * channels
  if (magic !== MAGIC || bytes.byteLength !== HEADER_BYTES + 2 * numSamples)
    throw new RangeError('these bytes are no 16-bit picture')
  const samples = new Uint16Array(bytes, HEADER_BYTES, numSamples)
  return { width, height, channels, samples, min, max, auto: { low, high, gamma: 1 }, numPages }
}

/** Pixels `from` to `to` as 8-bit RGB through a window's table, grey repeated, alpha laid on the neutral ground. */
export function deepToRgb(
  { channels, samples }: Pick<DeepPixels, 'channels' | 'samples'>,
  table: Uint8Array,
  rgb: Uint8Array,
  from: number,
  to: number,
): void {
  const isColour = channels >= 3
  const hasAlpha = channels === 2 || channels === 4
  for (let pixel = from, at = from * channels, out = 3 * from; pixel < to; pixel++, at += channels) {
    const red = table[samples[at]]
    const green = isColour ? table[samples[at + 1]] : red
    const blue = isColour ? table[samples[at + 2]] : red
    const alpha = hasAlpha ? samples[at + channels - 1] : 65_535
    rgb[out++] = alpha === 65_535 ? red : onGround(red, alpha)
    rgb[out++] = alpha === 65_535 ? green : onGround(green, alpha)
    rgb[out++] = alpha === 65_535 ? blue : onGround(blue, alpha)
  }
}

/** The same values as deepToRgb as RGBA words of a little-endian machine. */
export function deepToRgba(
  { channels, samples }: Pick<DeepPixels, 'channels' | 'samples'>,
  table: Uint8Array,
  words: Uint32Array,
  from: number,
  to: number,
): void {
  const isColour = channels >= 3
  const hasAlpha = channels === 2 || channels === 4
  for (let pixel = from, at = from * channels; pixel < to; pixel++, at += channels) {
    let red = table[samples[at]]
    let green = isColour ? table[samples[at + 1]] : red
    let blue = isColour ? table[samples[at + 2]] : red
    const alpha = hasAlpha ? samples[at + channels - 1] : 65_535
    if (alpha !== 65_535) {
      red = onGround(red, alpha)
      green = onGround(green, alpha)
      blue = onGround(blue, alpha)
    }
    words[pixel] = 0xff_00_00_00 | (blue << 16) | (green << 8) | red
  }
}

/** All pixels as a canvas' ImageData takes them: the same values as deepToRgb. */
export function deepToCanvas(pixels: DeepPixels, table: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const { channels, samples } = pixels
  const words = new Uint32Array(samples.length / channels)
  if (channels === 1) {
    // One look-up a pixel: a window over many megapixels follows the hand.
    const greys = new Uint32Array(table.length)
    for (let level = 0; level < greys.length; level++)
      greys[level] = 0xff_00_00_00 | (table[level] * 0x01_01_01)
    for (let i = 0; i < words.length; i++) words[i] = greys[samples[i]]
  } else deepToRgba(pixels, table, words, 0, words.length)
  return new Uint8ClampedArray(words.buffer)
}

function onGround(value: number, alpha: number): number {
  return Math.round((value * alpha + NEUTRAL * (65_535 - alpha)) / 65_535)
}
