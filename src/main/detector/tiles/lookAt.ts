import type { Box } from '../../../shared/geometry/box'
import type { Tiling } from '../../../shared/models/tiling'
import { type Size, tileGrid } from './tileGrid'

/** One look of the network at a picture: a rectangle of the picture at some size. */
export interface Look {
  kind: 'whole' | 'tile'
  /** Size to which the whole picture is resized. */
  resized: Size
  /** What fills the input then, px of the resized picture; beyond it lies the mean colour. */
  window: Box
}

/**
 * The looks at a picture: the whole of it stretched to the input, or tiles of the picture resized so that its px in a tile
 * are px of the input. A picture of one tile is not looked at as a whole again.
 */
export function looksAt(picture: Size, input: Size, tiling: Tiling | null): Look[] {
  const whole: Look = {
    kind: 'whole',
    resized: { width: input.width, height: input.height },
    window: { x1: 0, y1: 0, x2: input.width, y2: input.height },
  }
  if (tiling === null) return [whole]
  const resized = {
    width: Math.max(1, Math.round((picture.width * input.width) / tiling.tileWidth)),
    height: Math.max(1, Math.round((picture.height * input.height) / tiling.tileHeight)),
  }
  const tiles = tileGrid(resized, input, tiling.overlap).map(
    (window): Look => ({ kind: 'tile', resized, window }),
  )
  return tiling.includeWhole && tiles.length > 1 ? [...tiles, whole] : tiles
}

/** The window of a look in shares of the picture's sides. */
export function windowShares({ resized, window }: Look): Box {
  return {
    x1: window.x1 / resized.width,
    y1: window.y1 / resized.height,
    x2: window.x2 / resized.width,
    y2: window.y2 / resized.height,
  }
}
