import { Transformer } from '@napi-rs/image'
import { pyramidLevels, TILE_PX } from '../../../shared/images/pyramid'
import { writeCached } from '../../fs/cachedFolder'
import { ensureFolder } from '../../fs/fileSystem'
import { decodeImage } from '../decode'
import type { ImageResult } from '../types'

const TILE_QUALITY = 90

export const tileName = (level: number, column: number, row: number) => `${level}-${column}-${row}.jpg`

/**
 * Cuts a picture into the tiles of its pyramid, as JPEG files in `folder`. The decoder has no way to read a part of a
 * file, so the whole is decoded once: 3 bytes a pixel, held while the finest level is cut and halved.
 */
export async function cutTiles(path: string, folder: string): Promise<ImageResult<null>> {
  const decoded = await decodeImage(path)
  if (!decoded.ok) return decoded
  await ensureFolder(folder)
  let { data, width, height } = decoded.value
  for (const [level, { columns, rows }] of pyramidLevels(width, height).entries()) {
    if (level > 0) ({ data, width, height } = halve(data, width, height))
    for (let row = 0; row < rows; row++) {
      const cut = Array.from({ length: columns }, async (_, column) => {
        const tile = tileRgba(data, width, height, column, row)
        const bytes = await Transformer.fromRgbaPixels(tile.rgba, tile.width, tile.height).jpeg(TILE_QUALITY)
        await writeCached(folder, tileName(level, column, row), bytes)
      })
      await Promise.all(cut)
    }
  }
  return { ok: true, value: null }
}

function tileRgba(rgb: Uint8Array, width: number, height: number, column: number, row: number) {
  const [left, top] = [column * TILE_PX, row * TILE_PX]
  const size = { width: Math.min(TILE_PX, width - left), height: Math.min(TILE_PX, height - top) }
  const rgba = new Uint8Array(4 * size.width * size.height).fill(255)
  let to = 0
  for (let y = 0; y < size.height; y++) {
    let from = 3 * ((top + y) * width + left)
    for (let x = 0; x < size.width; x++, from += 3, to += 4) {
      rgba[to] = rgb[from]
      rgba[to + 1] = rgb[from + 1]
      rgba[to + 2] = rgb[from + 2]
    }
  }
  return { rgba, ...size }
}

/** Half the size, each pixel the mean of four; at an odd edge the last row or column counts twice. */
export function halve(rgb: Uint8Array, width: number, height: number) {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const data = new Uint8Array(3 * half.width * half.height)
  for (let y = 0, to = 0; y < half.height; y++) {
    const upper = 3 * 2 * y * width
    const lower = 3 * Math.min(2 * y + 1, height - 1) * width
    for (let x = 0; x < half.width; x++) {
      const left = 6 * x
      const right = 3 * Math.min(2 * x + 1, width - 1)
      for (let c = 0; c < 3; c++, to++)
        data[to] =
          (rgb[upper + left + c] +
            rgb[upper + right + c] +
            rgb[lower + left + c] +
            rgb[lower + right + c] +
            2) >>
          2
    }
  }
  return { data, ...half }
}
