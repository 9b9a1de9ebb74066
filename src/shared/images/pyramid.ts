/** Side of a tile in px; those at the right and the lower edge are smaller. */
export const TILE_PX = 512
/** Pictures of more pixels than this are looked at closely in tiles: whole, each takes over 160 MB. */
export const TILED_FROM_PIXELS = 40_000_000
/** No level is made whose longest side is under this: the first sight of the picture is as good. */
const SMALLEST_SIDE_PX = 1500

/** A tile of a picture's pyramid. Level 0 is the picture itself; each level halves the one before. */
export interface TilePlace {
  level: number
  column: number
  row: number
}

export interface PyramidLevel {
  width: number
  height: number
  columns: number
  rows: number
}

/** The levels that a picture of this size has. */
export function pyramidLevels(width: number, height: number): PyramidLevel[] {
  const levels: PyramidLevel[] = []
  for (let [w, h] = [width, height]; ; [w, h] = [Math.ceil(w / 2), Math.ceil(h / 2)]) {
    if (levels.length > 0 && Math.max(w, h) < SMALLEST_SIDE_PX) return levels
    levels.push({ width: w, height: h, columns: Math.ceil(w / TILE_PX), rows: Math.ceil(h / TILE_PX) })
  }
}

/** The coarsest level that still has a pixel for each pixel of the screen; `scale`: device px a px of the picture. */
export function levelFor(scale: number, numLevels: number): number {
  return Math.min(numLevels - 1, Math.max(0, Math.floor(Math.log2(1 / scale))))
}
