import type { View } from './types'

/** RGB bytes, row by row. */
export interface RgbPicture {
  width: number
  height: number
  rgb: Uint8Array
}

interface Normalisation {
  mean: readonly [number, number, number]
  std: readonly [number, number, number]
}

/** For each place of a row or column: the two source places it mixes, the share of the second, or -1 for outside. */
interface Taps {
  low: Int32Array
  high: Int32Array
  share: Float32Array
}

/**
 * Carries a view out in one pass: crop, zoom, flip, colour and the network's normalisation. Bilinear, half-pixel
 * centres. Writes width x height x 3 floats into `out` at `offset`; outside of the picture stands 0, the mean colour.
 */
export function renderView(
  picture: RgbPicture,
  view: View,
  { mean, std }: Normalisation,
  target: { out: Float32Array; offset: number; width: number; height: number },
): void {
  const { out, width, height } = target
  const { rgb } = picture
  const columns = sampleTaps(view.window.x1, view.window.x2, view.flipX, picture.width, width)
  const rows = sampleTaps(view.window.y1, view.window.y2, view.flipY, picture.height, height)
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = view.color?.matrix ?? []
  const [o0, o1, o2] = view.color?.offset ?? [0, 0, 0]
  const recolor = view.color !== null
  let at = target.offset
  for (let y = 0; y < height; y++) {
    const top = rows.low[y] * picture.width
    const bottom = rows.high[y] * picture.width
    const down = rows.share[y]
    if (rows.low[y] < 0) {
      out.fill(0, at, at + width * 3)
      at += width * 3
      continue
    }
    for (let x = 0; x < width; x++, at += 3) {
      if (columns.low[x] < 0) {
        out[at] = out[at + 1] = out[at + 2] = 0
        continue
      }
      const a = (top + columns.low[x]) * 3
      const b = (top + columns.high[x]) * 3
      const c = (bottom + columns.low[x]) * 3
      const d = (bottom + columns.high[x]) * 3
      const right = columns.share[x]
      const wd = right * down
      const wc = down - wd
      const wb = right - wd
      const wa = 1 - right - wc
      let red = wa * rgb[a] + wb * rgb[b] + wc * rgb[c] + wd * rgb[d]
      let green = wa * rgb[a + 1] + wb * rgb[b + 1] + wc * rgb[c + 1] + wd * rgb[d + 1]
      let blue = wa * rgb[a + 2] + wb * rgb[b + 2] + wc * rgb[c + 2] + wd * rgb[d + 2]
      if (recolor) {
        const r = m0 * red + m1 * green + m2 * blue + o0
        const g = m3 * red + m4 * green + m5 * blue + o1
        const l = m6 * red + m7 * green + m8 * blue + o2
        red = Math.min(255, Math.max(0, r))
        green = Math.min(255, Math.max(0, g))
        blue = Math.min(255, Math.max(0, l))
      }
      out[at] = (red - mean[0]) / std[0]
      out[at + 1] = (green - mean[1]) / std[1]
      out[at + 2] = (blue - mean[2]) / std[2]
    }
  }
}

function sampleTaps(from: number, to: number, flip: boolean, sourceSize: number, size: number): Taps {
  const low = new Int32Array(size)
  const high = new Int32Array(size)
  const share = new Float32Array(size)
  for (let i = 0; i < size; i++) {
    const position = (i + 0.5) / size
    const source = (from + (flip ? 1 - position : position) * (to - from)) * sourceSize - 0.5
    if (source < -0.5 || source > sourceSize - 0.5) {
      low[i] = -1
      continue
    }
    const clamped = Math.min(sourceSize - 1, Math.max(0, source))
    low[i] = Math.floor(clamped)
    high[i] = Math.min(sourceSize - 1, low[i] + 1)
    share[i] = clamped - low[i]
  }
  return { low, high, share }
}
