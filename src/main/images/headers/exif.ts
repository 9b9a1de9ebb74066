import type { Orientation } from '../types'

const ORIENTATION_TAG = 0x0112
const EXIF_NAME = [0x45, 0x78, 0x69, 0x66, 0, 0] // "Exif\0\0"

/**
 * Orientation from an EXIF block (a TIFF structure, with or without its "Exif\0\0" name).
 * Anything odd, a value outside 1 to 8 included, counts as upright: a wrong tag must not lose a picture.
 */
export function exifOrientation(block: Uint8Array): Orientation {
  const named = EXIF_NAME.every((byte, i) => block[i] === byte)
  const tiff = named ? block.subarray(EXIF_NAME.length) : block
  if (tiff.byteLength < 14) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const littleEndian = order === 0x4949
  const directory = view.getUint32(4, littleEndian)
  if (directory + 2 > tiff.byteLength) return 1
  const numEntries = view.getUint16(directory, littleEndian)
  for (let i = 0; i < numEntries; i++) {
    const entry = directory + 2 + 12 * i
    if (entry + 12 > tiff.byteLength) return 1
    if (view.getUint16(entry, littleEndian) === ORIENTATION_TAG)
      return toOrientation(view.getUint16(entry + 8, littleEndian))
  }
  return 1
}

/** A stored number as an orientation; illegal values count as upright. */
export function toOrientation(value: number): Orientation {
  return Number.isInteger(value) && value >= 1 && value <= 8 ? (value as Orientation) : 1
}
