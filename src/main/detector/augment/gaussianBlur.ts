import type { RenderTarget } from './renderView'

/** The kernel ends at this many standard deviations: what is left out is under 0.3 % of it. */
const REACH = 3

/**
 * Blurs the rendered rectangle in place: rows, then columns, of a Gaussian that is cut off and brought back to a sum of
 * 1. At the borders the outermost pixel is repeated. sigma: px.
 */
export function gaussianBlur(target: RenderTarget, sigma: number): void {
  const { out, offset, width, height, rowPx = width } = target
  const kernel = gaussianKernel(sigma)
  const pixel = 3
  const line = new Float32Array(Math.max(width, height) * 3)
  for (let y = 0; y < height; y++)
    blurLine(out, offset + y * rowPx * 3, { count: width, step: pixel }, kernel, line)
  for (let x = 0; x < width; x++)
    blurLine(out, offset + x * 3, { count: height, step: rowPx * 3 }, kernel, line)
}

function gaussianKernel(sigma: number): Float64Array {
  const radius = Math.max(1, Math.ceil(REACH * sigma))
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  )
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** One row or column: `count` pixels, `step` numbers apart. */
function blurLine(
  out: Float32Array,
  start: number,
  { count, step }: { count: number; step: number },
  kernel: Float64Array,
  line: Float32Array,
): void {
  const radius = (kernel.length - 1) / 2
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) line[i * 3 + c] = out[start + i * step + c]
  }
  for (let i = 0; i < count; i++) {
    let red = 0
    let green = 0
    let blue = 0
    for (let k = -radius; k <= radius; k++) {
      const from = Math.min(count - 1, Math.max(0, i + k)) * 3
      const weight = kernel[k + radius]
      red += weight * line[from]
      green += weight * line[from + 1]
      blue += weight * line[from + 2]
    }
    const at = start + i * step
    out[at] = red
    out[at + 1] = green
    out[at + 2] = blue
  }
}
