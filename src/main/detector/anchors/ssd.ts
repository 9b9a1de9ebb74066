import type { AnchorLevelSpec, AnchorRule, AnchorShape, SsdAnchorSpec } from './types'

/**
 * Default boxes of SSD (Liu et al. 2016, arXiv:1512.02325, section 2.2, Eq. 4): level k of m has the scale
 *   s_k = s_min + (s_max - s_min) (k - 1) / (m - 1),
 * and its cells hold squares of side s_k and sqrt(s_k s_(k+1)), then for each ratio a the boxes
 * (s_k sqrt(a), s_k / sqrt(a)) and the same turned, all as shares of the input and at most 1.
 */
export const ssd: AnchorRule<SsdAnchorSpec> = {
  name: 'ssd',
  shapes(spec, input, strides) {
    const scales = ssdScales(spec.minScale, spec.maxScale, strides.length)
    return strides.map((_, k) => {
      const ratios = spec.ratios[Math.min(k, spec.ratios.length - 1)] ?? []
      return ssdLevelShapes(scales[k], scales[k + 1], ratios, input)
    })
  },
}

/** Scales s_1 .. s_m and, for the last level's second square, s_(m+1) = 1. */
export function ssdScales(minScale: number, maxScale: number, numLevels: number): number[] {
  const step = numLevels > 1 ? (maxScale - minScale) / (numLevels - 1) : 0
  return [...Array.from({ length: numLevels }, (_, k) => minScale + step * k), 1]
}

/** Shapes of one level, px; every side is cut to the input's, as torchvision does. */
export function ssdLevelShapes(
  scale: number,
  nextScale: number,
  ratios: readonly number[],
  input: { width: number; height: number },
): AnchorShape[] {
  const between = Math.sqrt(scale * nextScale)
  const shares: [number, number][] = [
    [scale, scale],
    [between, between],
  ]
  for (const ratio of ratios) {
    const root = Math.sqrt(ratio)
    shares.push([scale * root, scale / root], [scale / root, scale * root])
  }
  return shares.map(([w, h]) => [Math.min(w, 1) * input.width, Math.min(h, 1) * input.height] as const)
}

/** Levels of a square SSD from its grids and scales s_1 .. s_(m+1), as torchvision's DefaultBoxGenerator takes them. */
export function ssdLevels(
  imageSize: number,
  grids: readonly number[],
  scales: readonly number[],
  ratios: readonly (readonly number[])[],
): AnchorLevelSpec[] {
  const input = { width: imageSize, height: imageSize }
  return grids.map((grid, k) => ({
    stride: imageSize / grid,
    rows: grid,
    columns: grid,
    shapes: ssdLevelShapes(scales[k], scales[k + 1], ratios[k], input),
  }))
}
