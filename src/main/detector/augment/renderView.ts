import { gaussianBlur } from './gaussianBlur'
import { readingOrder, turnedWindow, type View } from './types'

/** RGB bytes, row by row. */
export interface RgbPicture {
  width: number
  height: number
  rgb: Uint8Array
}

export interface Normalisation {
  mean: readonly [number, number, number]
  std: readonly [number, number, number]
}

/** A rectangle of floats, three a pixel. */
export interface RenderTarget {
  out: Float32Array
  /** Index of its first number. */
  offset: number
  width: number
  height: number
  /** Pixels from one row to the next; absent: the rows follow each other. */
  rowPx?: number
}

/**
 * For each place of a row or column of the output: where the two source places that it mixes begin, as indices into the
 * bytes, and the share of the second; -1 for outside.
 */
interface Taps {
  low: Int32Array
  high: Int32Array
  share: Float32Array
}

/**
 * Carries a view out in one pass: crop, zoom, flip, turn, colour and the network's normalisation, then the blur. Bilinear,
 * half-pixel centres. Writes width x height x 3 floats into `out` at `offset`; outside of the picture stands 0, the mean
 * colour.
 */
export function renderView(
  picture: RgbPicture,
  view: View,
  normalisation: Normalisation,
  target: RenderTarget,
): void {
  const { width, height } = target
  const window = turnedWindow(view, width, height)
  const { isTurned, isBackX, isBackY } = readingOrder(view)
  const [across, down] = isTurned ? [height, width] : [width, height]
  const sourceX = sampleTaps(window.x1, window.x2, isBackX, picture.width, across, 3)
  const sourceY = sampleTaps(window.y1, window.y2, isBackY, picture.height, down, 3 * picture.width)
  const [columns, rows] = isTurned ? [sourceY, sourceX] : [sourceX, sourceY]
  if (view.color === null) sampleRows(picture.rgb, columns, rows, normalisation, target)
  else sampleRecoloured(picture.rgb, columns, rows, view.color, normalisation, target)
  if (view.blurPx > 0) gaussianBlur(target, view.blurPx)
}

function sampleRows(
  rgb: Uint8Array,
  columns: Taps,
  rows: Taps,
  { mean, std }: Normalisation,
  { out, offset, width, height, rowPx = width }: RenderTarget,
): void {
  const { low, high, share } = columns
  const [mean0, mean1, mean2] = mean
  const [std0, std1, std2] = std
  for (let y = 0; y < height; y++) {
    let at = offset + y * rowPx * 3
    const top = rows.low[y]
    const bottom = rows.high[y]
    const down = rows.share[y]
    if (top < 0) {
      out.fill(0, at, at + width * 3)
      continue
    }
    for (let x = 0; x < width; x++, at += 3) {
      const left = low[x]
      if (left < 0) {
        out[at] = out[at + 1] = out[at + 2] = 0
        continue
      }
      const a = top + left
      const right = share[x]
      if (right === 0 && down === 0) {
        out[at] = (rgb[a] - mean0) / std0
        out[at + 1] = (rgb[a + 1] - mean1) / std1
        out[at + 2] = (rgb[a + 2] - mean2) / std2
        continue
      }
      const b = top + high[x]
      const c = bottom + left
      const d = bottom + high[x]
      const wd = right * down
      const wc = down - wd
      const wb = right - wd
      const wa = 1 - right - wc
      out[at] = (wa * rgb[a] + wb * rgb[b] + wc * rgb[c] + wd * rgb[d] - mean0) / std0
      out[at + 1] = (wa * rgb[a + 1] + wb * rgb[b + 1] + wc * rgb[c + 1] + wd * rgb[d + 1] - mean1) / std1
      out[at + 2] = (wa * rgb[a + 2] + wb * rgb[b + 2] + wc * rgb[c + 2] + wd * rgb[d + 2] - mean2) / std2
    }
  }
}

function sampleRecoloured(
  rgb: Uint8Array,
  columns: Taps,
  rows: Taps,
  color: NonNullable<View['color']>,
  { mean, std }: Normalisation,
  { out, offset, width, height, rowPx = width }: RenderTarget,
): void {
  const { low, high, share } = columns
  const [mean0, mean1, mean2] = mean
  const [std0, std1, std2] = std
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = color.matrix
  const [o0, o1, o2] = color.offset
  for (let y = 0; y < height; y++) {
    let at = offset + y * rowPx * 3
    const top = rows.low[y]
    const bottom = rows.high[y]
    const down = rows.share[y]
    if (top < 0) {
      out.fill(0, at, at + width * 3)
      continue
    }
    for (let x = 0; x < width; x++, at += 3) {
      const left = low[x]
      if (left < 0) {
        out[at] = out[at + 1] = out[at + 2] = 0
        continue
      }
      const a = top + left
      const b = top + high[x]
      const c = bottom + left
      const d = bottom + high[x]
      const right = share[x]
      const wd = right * down
      const wc = down - wd
      const wb = right - wd
      const wa = 1 - right - wc
      const red = wa * rgb[a] + wb * rgb[b] + wc * rgb[c] + wd * rgb[d]
      const green = wa * rgb[a + 1] + wb * rgb[b + 1] + wc * rgb[c + 1] + wd * rgb[d + 1]
      const blue = wa * rgb[a + 2] + wb * rgb[b + 2] + wc * rgb[c + 2] + wd * rgb[d + 2]
      const r = m0 * red + m1 * green + m2 * blue + o0
      const g = m3 * red + m4 * green + m5 * blue + o1
      const l = m6 * red + m7 * green + m8 * blue + o2
      out[at] = (Math.min(255, Math.max(0, r)) - mean0) / std0
      out[at + 1] = (Math.min(255, Math.max(0, g)) - mean1) / std1
      out[at + 2] = (Math.min(255, Math.max(0, l)) - mean2) / std2
    }
  }
}

function sampleTaps(
  from: number,
  to: number,
  isBack: boolean,
  sourceSize: number,
  size: number,
  step: number,
): Taps {
  const low = new Int32Array(size)
  const high = new Int32Array(size)
  const share = new Float32Array(size)
  for (let i = 0; i < size; i++) {
    const position = (i + 0.5) / size
    const source = (from + (isBack ? 1 - position : position) * (to - from)) * sourceSize - 0.5
    if (source < -0.5 || source > sourceSize - 0.5) {
      low[i] = -1
      continue
    }
    const clamped = Math.min(sourceSize - 1, Math.max(0, source))
    const place = Math.floor(clamped)
    low[i] = place * step
    high[i] = Math.min(sourceSize - 1, place + 1) * step
    share[i] = clamped - place
  }
  return { low, high, share }
}
