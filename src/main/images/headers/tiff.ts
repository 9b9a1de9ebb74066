import { HeaderError, type ImageHeader } from '../types'
import { ByteReader } from './byteReader'
import { toOrientation } from './exif'

const TAG = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  photometric: 262,
  orientation: 274,
  samplesPerPixel: 277,
  sampleFormat: 339,
} as const
const PHOTOMETRIC_CMYK = 5
const SAMPLE_FLOAT = 3
const TYPE_SHORT = 3
const TYPE_LONG = 4
const BIG_TIFF = 43

/** Reads the first directory of a TIFF (TIFF 6.0, section 2); further pages are left alone. */
export function readTiffHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, 'TIFF')
  const littleEndian = reader.u16(0) === 0x4949
  if (reader.u16(2, littleEndian) === BIG_TIFF) throw new HeaderError('image-unsupported', 'it is a BigTIFF')
  const directory = reader.u32(4, littleEndian)
  const numEntries = reader.u16(directory, littleEndian)
  const values = new Map<number, number>()
  for (let i = 0; i < numEntries; i++) {
    const entry = directory + 2 + 12 * i
    const value = firstValue(reader, entry, littleEndian)
    if (value !== undefined) values.set(reader.u16(entry, littleEndian), value)
  }
  if (values.get(TAG.sampleFormat) === SAMPLE_FLOAT)
    throw new HeaderError('image-unsupported', 'it is a TIFF of floating-point values')
  const samples = values.get(TAG.samplesPerPixel) ?? 1
  const cmyk = values.get(TAG.photometric) === PHOTOMETRIC_CMYK
  return {
    format: 'tiff',
    storedWidth: values.get(TAG.width) ?? 0,
    storedHeight: values.get(TAG.height) ?? 0,
    orientation: toOrientation(values.get(TAG.orientation) ?? 1),
    bitDepth: values.get(TAG.bitsPerSample) ?? 1,
    hasAlpha: !cmyk && (samples === 2 || samples === 4),
    animated: false,
    cmyk,
  }
}

/** First number of a SHORT or LONG field; other types hold nothing that is needed here. */
function firstValue(reader: ByteReader, entry: number, littleEndian: boolean): number | undefined {
  const type = reader.u16(entry + 2, littleEndian)
  const count = reader.u32(entry + 4, littleEndian)
  if ((type !== TYPE_SHORT && type !== TYPE_LONG) || count === 0) return undefined
  const size = type === TYPE_SHORT ? 2 : 4
  // Up to four bytes stand in the entry itself; longer lists elsewhere, where the entry says.
  const at = count * size <= 4 ? entry + 8 : reader.u32(entry + 8, littleEndian)
  return size === 2 ? reader.u16(at, littleEndian) : reader.u32(at, littleEndian)
}
