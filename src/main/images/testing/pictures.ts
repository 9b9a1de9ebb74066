import { Transformer } from '@napi-rs/image'
import type { Orientation } from '../types'

/** Colour of the patch that marks a place. */
export const PATCH = { r: 220, g: 30, b: 30 } as const
/** The one scene of the picture tests, upright: 64 x 48 px, grey with a red patch. */
export const SCENE = { width: 64, height: 48, patch: { x1: 8, y1: 8, x2: 24, y2: 16 } } as const

/** The upright scene as RGBA. */
export function sceneRgba(): Uint8Array {
  const rgba = new Uint8Array(4 * SCENE.width * SCENE.height).fill(255)
  for (let y = 0; y < SCENE.height; y++)
    for (let x = 0; x < SCENE.width; x++) {
      const { x1, y1, x2, y2 } = SCENE.patch
      const inside = x >= x1 && x < x2 && y >= y1 && y < y2
      rgba.set(inside ? [PATCH.r, PATCH.g, PATCH.b] : [90, 140, 120], 4 * (y * SCENE.width + x))
    }
  return rgba
}

/**
 * Pixels as a camera held that way would store them, from the EXIF standard's table: orientation says which side of
 * the scene row 0 and column 0 of the file are (1 top-left, 2 top-right, 3 bottom-right, 4 bottom-left,
 * 5 left-top, 6 right-top, 7 right-bottom, 8 left-bottom).
 */
export function storeAs(orientation: Orientation, upright: Uint8Array, width: number, height: number) {
  const turned = orientation >= 5
  const storedWidth = turned ? height : width
  const storedHeight = turned ? width : height
  const stored = new Uint8Array(upright.length)
  const rowFromEnd = [3, 4, 6, 7].includes(orientation)
  const columnFromEnd = [2, 3, 7, 8].includes(orientation)
  for (let row = 0; row < storedHeight; row++)
    for (let column = 0; column < storedWidth; column++) {
      const along = rowFromEnd ? storedHeight - 1 - row : row
      const across = columnFromEnd ? storedWidth - 1 - column : column
      const x = turned ? along : across
      const y = turned ? across : along
      stored.set(
        upright.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
        4 * (row * storedWidth + column),
      )
    }
  return { pixels: stored, storedWidth, storedHeight }
}

/** A TIFF structure with nothing but an orientation: the body of every EXIF block here. */
export function exifBlock(orientation: number, littleEndian = true): Uint8Array {
  const block = new Uint8Array(26)
  const view = new DataView(block.buffer)
  view.setUint16(0, littleEndian ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, littleEndian)
  view.setUint32(4, 8, littleEndian)
  view.setUint16(8, 1, littleEndian)
  view.setUint16(10, 0x0112, littleEndian)
  view.setUint16(12, 3, littleEndian)
  view.setUint32(14, 1, littleEndian)
  view.setUint16(18, orientation, littleEndian)
  return block
}

/** Puts an EXIF block right after a JPEG's start marker. */
export function withExif(jpeg: Uint8Array, orientation: number, littleEndian = true): Uint8Array {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifBlock(orientation, littleEndian)])
  const segment = Buffer.alloc(4)
  segment.writeUInt16BE(0xffe1, 0)
  segment.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)])
}

/** The scene as a JPEG stored in one of the eight orientations. */
export async function orientedJpeg(orientation: Orientation): Promise<Uint8Array> {
  const { pixels, storedWidth, storedHeight } = storeAs(orientation, sceneRgba(), SCENE.width, SCENE.height)
  const jpeg = await Transformer.fromRgbaPixels(pixels, storedWidth, storedHeight).jpeg(98)
  return withExif(jpeg, orientation)
}

/** Share of red pixels inside the patch and outside of it: 1 and 0 where every pixel is in its place. */
export function patchShares(
  rgb: Uint8Array,
  width: number,
  height: number,
): { inside: number; outside: number } {
  const { x1, y1, x2, y2 } = SCENE.patch
  const counts = { inside: 0, outside: 0 }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x)
      const isRed = (rgb[at] as number) > 160 && (rgb[at + 1] as number) < 90
      if (isRed) counts[x >= x1 && x < x2 && y >= y1 && y < y2 ? 'inside' : 'outside']++
    }
  const area = (x2 - x1) * (y2 - y1)
  return { inside: counts.inside / area, outside: counts.outside / (width * height - area) }
}
