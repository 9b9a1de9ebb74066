import { type DeepPixels, packDeep } from '../../../shared/images/deepPicture'
import { pyramidLevels, TILE_PX } from '../../../shared/images/pyramid'
import { writeCached } from '../../fs/cachedFolder'
import { ensureFolder } from '../../fs/fileSystem'
import { openNative, undecodable } from '../decode'
import { lookAtDeep, readDeep, shrinkDeep } from '../deep'
import type { ImageInfo, ImageResult } from '../types'
import { deepTileName } from './tileNames'

/** The same with all 16 bits (deepPicture): decoded whole, 2 bytes a sample. */
export async function cutDeepTiles(
  bytes: Uint8Array,
  info: ImageInfo,
  folder: string,
): Promise<ImageResult<null>> {
  let pixels: DeepPixels
  try {
    pixels = await readDeep(openNative(bytes, info), info)
  } catch (cause) {
    return undecodable(info, cause)
  }
  const facts = { ...(await lookAtDeep(pixels)), numPages: info.numPages ?? 1 }
  await ensureFolder(folder)
  for (const [level, { columns, rows }] of pyramidLevels(info.width, info.height).entries()) {
    if (level > 0) pixels = await shrinkDeep(pixels, 2)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const packed = packDeep({ ...deepTile(pixels, column, row), ...facts })
        await writeCached(folder, deepTileName(level, column, row), packed)
      }
  }
  return { ok: true, value: null }
}

function deepTile({ width, height, channels, samples }: DeepPixels, column: number, row: number): DeepPixels {
  const [left, top] = [column * TILE_PX, row * TILE_PX]
  const size = { width: Math.min(TILE_PX, width - left), height: Math.min(TILE_PX, height - top) }
  const rowSamples = size.width * channels
  const out = new Uint16Array(rowSamples * size.height)
  for (let y = 0; y < size.height; y++) {
    const from = ((top + y) * width + left) * channels
    out.set(samples.subarray(from, from + rowSamples), y * rowSamples)
  }
  return { ...size, channels, samples: out }
}
