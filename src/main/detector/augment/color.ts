import type { ViewAugmentation } from './types'

/** Largest shift of brightness, in values of 0..255 (SSD, arXiv:1512.02325). */
const BRIGHTNESS = 32
const CONTRAST: [number, number] = [0.6, 1.4]
const SATURATION: [number, number] = [0.6, 1.4]
/** Largest turn of hue: 18 degrees. */
const HUE_RADIANS = Math.PI / 10
const MIDDLE = 128
/** Share of red, green and blue in brightness (Rec. 601). */
const LUMA = [0.299, 0.587, 0.114] as const

/** Brightness, contrast, saturation and hue together: all are linear in the colour, so one matrix holds them. */
export const color: ViewAugmentation = {
  name: 'color',
  apply(view, _boxes, probability, random) {
    if (!random.chance(probability)) return view
    const brightness = random.uniform(-BRIGHTNESS, BRIGHTNESS)
    const contrast = random.uniform(...CONTRAST)
    const hueAndSaturation = multiply(
      saturationMatrix(random.uniform(...SATURATION)),
      hueMatrix(random.uniform(-HUE_RADIANS, HUE_RADIANS)),
    )
    // contrast (x - middle) + middle + brightness, after hue and saturation, which leave grey alone.
    const shift = MIDDLE * (1 - contrast) + brightness
    return {
      ...view,
      color: { matrix: hueAndSaturation.map((weight) => weight * contrast), offset: [shift, shift, shift] },
    }
  },
}

/** Mixes each colour with its own grey: 0 is grey, 1 leaves it. */
function saturationMatrix(amount: number): number[] {
  return [0, 1, 2].flatMap((row) =>
    [0, 1, 2].map((column) => (1 - amount) * LUMA[column as 0 | 1 | 2] + (row === column ? amount : 0)),
  )
}

/** Turns colours about the grey axis (Rodrigues' formula for the axis (1, 1, 1) / sqrt 3). */
function hueMatrix(angle: number): number[] {
  const even = (1 - Math.cos(angle)) / 3
  const odd = Math.sin(angle) / Math.sqrt(3)
  const main = Math.cos(angle) + even
  return [main, even - odd, even + odd, even + odd, main, even - odd, even - odd, even + odd, main]
}

function multiply(a: readonly number[], b: readonly number[]): number[] {
  return [0, 1, 2].flatMap((row) =>
    [0, 1, 2].map((column) =>
      [0, 1, 2].reduce((sum, k) => sum + (a[row * 3 + k] as number) * (b[k * 3 + column] as number), 0),
    ),
  )
}
