import { Transformer } from '@napi-rs/image'
import { type DeepPixels, packDeep } from '../../../shared/images/deepPicture'
import { pyramidLevels, TILE_PX } from '../../../shared/images/pyramid'
import { writeCached } from '../../fs/cachedFolder'
import { ensureFolder } from '../../fs/fileSystem'
import { decodeImage, openNative, undecodable } from '../decode'
import { isDeep, lookAtDeep, readDeep, shrinkDeep } from '../deep'
import { probeImage, readImageFile } from '../probe'
import type { ImageInfo, ImageResult } from '../types'

const TILE_QUALITY = 90

export const tileName = (level: number, column: number, row: number) => `${level}-${column}-${row}.jpg`
/** A tile that keeps 16 bits. */
export const deepTileName = (level: number, column: number, row: number) => `${level}-${column}-${row}.deep`

/**
 * Cuts a picture into the tiles of its pyramid in `folder`, as JPEG files, or with all their depth (deepPicture) where
 * it has 16 bits. The decoder has no way to read a part of a file, so the whole is decoded once: 3 bytes a pixel, or
 * 2 a sample, held while the finest level is cut and halved.
 */
export async function cutTiles(path: string, folder: string): Promise<ImageResult<null>> {
  const file = await readImageFile(path)
  if (!file.ok) return file
  const probed = probeImage(file.value)
  if (!probed.ok) return probed
  if (isDeep(probed.value)) return cutDeepTiles(file.value, probed.value, folder)
  const decoded = await decodeImage(file.value)
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

async function cutDeepTiles(bytes: Uint8Array, info: ImageInfo, folder: string): Promise<ImageResult<null>> {
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
