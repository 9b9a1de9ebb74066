import type { Box } from '../../../../shared/geometry/box'
import type { RgbPicture } from '../renderView'

/** Normalisation that leaves colours as they are. */
export const raw = { mean: [0, 0, 0], std: [1, 1, 1] } as const

/** A white rectangle on black: what is done to it must be done to its box. shape: shares of the picture's sides. */
export function whiteBox(width: number, height: number, shape: Box): RgbPicture {
  const rgb = new Uint8Array(width * height * 3)
  for (let y = Math.round(height * shape.y1); y < Math.round(height * shape.y2); y++) {
    rgb.fill(
      255,
      (y * width + Math.round(width * shape.x1)) * 3,
      (y * width + Math.round(width * shape.x2)) * 3,
    )
  }
  return { width, height, rgb }
}

/** Smallest box around everything brighter than half within a rectangle of a rendered picture; null where there is none. */
export function boundsOfWhite(
  out: Float32Array,
  rowPx: number,
  area: { x: number; y: number; width: number; height: number },
): Box | null {
  const bounds = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity }
  for (let y = area.y; y < area.y + area.height; y++) {
    for (let x = area.x; x < area.x + area.width; x++) {
      if ((out[(y * rowPx + x) * 3] as number) <= 127) continue
      bounds.x1 = Math.min(bounds.x1, x)
      bounds.y1 = Math.min(bounds.y1, y)
      bounds.x2 = Math.max(bounds.x2, x + 1)
      bounds.y2 = Math.max(bounds.y2, y + 1)
    }
  }
  return bounds.x2 < bounds.x1 ? null : bounds
}

/** Largest distance between the sides of two boxes. */
export function farthestSide(a: Box, b: Box): number {
  return Math.max(...(['x1', 'y1', 'x2', 'y2'] as const).map((side) => Math.abs(a[side] - b[side])))
}
