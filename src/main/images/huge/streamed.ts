import type Vips from 'wasm-vips'
import { ENLARGED_AT_MOST, FIRST_SIDE_PX } from '../../../shared/images/firstSight'
import { TILE_PX } from '../../../shared/images/pyramid'
import type { ImageInfo } from '../types'
import { loadLibvips } from './libvips'

/** RGB, 8 bits, row by row: [height, width, 3]. */
export interface Pixels {
  width: number
  height: number
  data: Uint8Array
}

/** True for what libvips reads some rows at a time as `decodeImage` would decode it: upright JPEGs and opaque PNGs of 8 bits. */
export const isStreamed = ({ format, orientation, cmyk, hasAlpha, bitDepth }: ImageInfo) =>
  orientation === 1 && !cmyk && !hasAlpha && bitDepth === 8 && (format === 'jpeg' || format === 'png')

/** A row of tiles; libvips reads 16 rows at a time and never goes back, so it has to be a multiple of those. */
const BAND_ROWS = TILE_PX

/**
 * The rows of a picture from top to bottom, as many at a time as a tile has (the last time what is left), without ever holding
 * all of them. Throws where the file is broken or cut off.
 */
export async function* readBands(path: string, info: ImageInfo): AsyncGenerator<Uint8Array> {
  const vips = await loadLibvips()
  const picture = open(vips, path, info, 1)
  try {
    for (let top = 0; top < info.height; top += BAND_ROWS) {
      const band = picture.crop(0, top, info.width, Math.min(BAND_ROWS, info.height - top))
      const rows = band.writeToMemory() as Uint8Array
      band.delete()
      yield rows
    }
  } finally {
    picture.delete()
  }
}

/**
 * A picture as large as a first sight: a JPEG's decoder gives it at an eighth, a quarter or half of its size for less work.
 * Throws where the file is broken or cut off.
 */
export async function readShrunk(path: string, info: ImageInfo): Promise<Pixels> {
  const vips = await loadLibvips()
  const longest = Math.max(info.width, info.height)
  const shrink = [8, 4, 2].find((by) => (longest / by) * ENLARGED_AT_MOST >= FIRST_SIDE_PX) ?? 1
  const picture = open(vips, path, info, shrink)
  const scale = FIRST_SIDE_PX / Math.max(picture.width, picture.height)
  const shown = scale < 1 ? picture.resize(scale) : picture
  return { width: shown.width, height: shown.height, data: shown.writeToMemory() as Uint8Array }
}

function open(vips: typeof Vips, path: string, { format }: ImageInfo, shrink: number): Vips.Image {
  const options = { access: 'sequential', fail_on: 'error' } as const
  const picture =
    format === 'jpeg' ? vips.Image.jpegload(path, { ...options, shrink }) : vips.Image.pngload(path, options)
  return picture.bands === 3 ? picture : picture.colourspace('srgb')
}
