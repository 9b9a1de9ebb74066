import type { Box } from '../../../shared/geometry/box'

export interface Size {
  width: number
  height: number
}

/**
 * Tiles that cover a picture, row by row, as equally far apart as whole px allow, each sharing `overlap` of its side with
 * its neighbour or more (Akyon et al. 2022, arXiv:2202.06934, section 3). Where the picture is smaller than a tile, one
 * begins at its edge and reaches beyond it.
 */
export function tileGrid(picture: Size, tile: Size, overlap: number): Box[] {
  const columns = starts(picture.width, tile.width, overlap)
  const rows = starts(picture.height, tile.height, overlap)
  return rows.flatMap((y) => columns.map((x) => ({ x1: x, y1: y, x2: x + tile.width, y2: y + tile.height })))
}

function starts(side: number, tile: number, overlap: number): number[] {
  if (side <= tile) return [0]
  // Rounded starts must not pull neighbours further apart than the overlap allows.
  const step = Math.max(1, Math.floor(tile * (1 - overlap)))
  const gaps = Math.ceil((side - tile) / step)
  return Array.from({ length: gaps + 1 }, (_, i) => Math.floor(((side - tile) * i) / gaps))
}
