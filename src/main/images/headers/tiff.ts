import { HeaderError, type ImageHeader } from '../types'
import { ByteReader } from './byteReader'
import { toOrientation } from './exif'

const TAG = {
  subfile: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  photometric: 262,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  stripBytes: 279,
  tileOffsets: 324,
  tileBytes: 325,
  sampleFormat: 339,
} as const
const PHOTOMETRIC_CMYK = 5
const SAMPLE_UNSIGNED = 1
const SAMPLE_SIGNED = 2
const SAMPLE_FLOAT = 3
const SAMPLE_UNDEFINED = 4
const TYPE_SHORT = 3
const TYPE_LONG = 4
const BIG_TIFF = 43
const ENTRY_BYTES = 12
/** Bit of the subfile tag: a smaller copy of another page. */
const REDUCED = 1
/** Pages are counted up to here; directories may form a ring. */
const MAX_PAGES = 10_000
/** Entries of all pages that are gone through for the count: directories may overlap, each of 65,535 entries. */
const MAX_COUNTED_ENTRIES = 1_000_000
/** What the native decoder puts into one buffer at most. */
const MAX_SAMPLE_BYTES = 256 * 2 ** 20

/** A field of numbers: how many, how wide, and where they stand. */
interface Field {
  count: number
  size: 2 | 4
  at: number
}

type Fields = ReadonlyMap<number, Field>

/**
 * Reads the first directory of a TIFF (TIFF 6.0, section 2) and counts the others. Everything it says about the
 * size of the work is held against limits here: nothing is decoded, and no offset is followed out of the file.
 */
export function readTiffHeader(bytes: Uint8Array): ImageHeader {
  const tiff = openTiff(bytes)
  const first = readDirectory(tiff, tiff.first)
  const value = (tag: number) => firstValue(tiff, first, tag)
  const samples = value(TAG.samplesPerPixel) ?? 1
  const bitDepth = value(TAG.bitsPerSample) ?? 1
  const [storedWidth, storedHeight] = [value(TAG.width) ?? 0, value(TAG.height) ?? 0]
  requireReadable(samples, bitDepth, value(TAG.sampleFormat) ?? SAMPLE_UNSIGNED)
  const sampleBytes = (storedWidth * storedHeight * samples * bitDepth) / 8
  if (sampleBytes > MAX_SAMPLE_BYTES) throw new HeaderError('image-too-large', tooLarge(sampleBytes))
  const cmyk = value(TAG.photometric) === PHOTOMETRIC_CMYK
  const numPages = countPages(tiff)
  return {
    format: 'tiff',
    storedWidth,
    storedHeight,
    orientation: toOrientation(value(TAG.orientation) ?? 1),
    bitDepth,
    hasAlpha: !cmyk && samples === 4,
    animated: numPages > 1,
    numPages,
    cmyk,
  }
}

/** What is wrong with a TIFF's first page (a part of its pixels lies outside of the file), or null. */
export function tiffDamage(bytes: Uint8Array): string | null {
  const tiff = openTiff(bytes)
  const fields = readDirectory(tiff, tiff.first)
  const offsets = fields.get(TAG.stripOffsets) ?? fields.get(TAG.tileOffsets)
  const lengths = fields.get(TAG.stripBytes) ?? fields.get(TAG.tileBytes)
  if (offsets === undefined) return 'it does not say where its pixels are'
  for (const list of [offsets, lengths])
    if (list !== undefined && list.at + list.size * list.count > bytes.byteLength) return 'it is cut off'
  for (let i = 0; i < offsets.count; i++) {
    const length = lengths === undefined || i >= lengths.count ? 1 : valueAt(tiff, lengths, i)
    if (valueAt(tiff, offsets, i) + length > bytes.byteLength) return 'it is cut off'
  }
  return null
}

function requireReadable(samples: number, bitDepth: number, sampleFormat: number): void {
  const refuse = (what: string) => new HeaderError('image-unsupported', `it is a TIFF of ${what}`)
  if (sampleFormat === SAMPLE_FLOAT) throw refuse('floating-point values')
  if (sampleFormat === SAMPLE_SIGNED) throw refuse('signed values')
  if (sampleFormat !== SAMPLE_UNSIGNED && sampleFormat !== SAMPLE_UNDEFINED) throw refuse('unknown values')
  if (bitDepth > 8 && bitDepth !== 16) throw refuse(`${bitDepth} bits a sample; 8 and 16 can be read`)
  if (samples !== 1 && samples !== 3 && samples !== 4)
    throw refuse(`${samples} channels; 1 (grey), 3 (RGB) and 4 can be read`)
}

interface Tiff {
  reader: ByteReader
  littleEndian: boolean
  first: number
}

function openTiff(bytes: Uint8Array): Tiff {
  const reader = new ByteReader(bytes, 'TIFF')
  const littleEndian = reader.u16(0) === 0x4949
  if (reader.u16(2, littleEndian) === BIG_TIFF) throw new HeaderError('image-unsupported', 'it is a BigTIFF')
  return { reader, littleEndian, first: reader.u32(4, littleEndian) }
}

function readDirectory(tiff: Tiff, at: number): Fields {
  const { reader, littleEndian } = tiff
  const numEntries = reader.u16(at, littleEndian)
  const fields = new Map<number, Field>()
  for (let i = 0; i < numEntries; i++) {
    const entry = at + 2 + ENTRY_BYTES * i
    const field = fieldAt(tiff, entry)
    if (field !== undefined) fields.set(reader.u16(entry, littleEndian), field)
  }
  return fields
}

function fieldAt({ reader, littleEndian }: Tiff, entry: number): Field | undefined {
  const type = reader.u16(entry + 2, littleEndian)
  const count = reader.u32(entry + 4, littleEndian)
  if ((type !== TYPE_SHORT && type !== TYPE_LONG) || count === 0) return undefined
  const size = type === TYPE_SHORT ? 2 : 4
  // Up to four bytes stand in the entry itself; longer lists elsewhere, where the entry says.
  return { count, size, at: count * size <= 4 ? entry + 8 : reader.u32(entry + 8, littleEndian) }
}

/** Pages at full size; a directory that leads back or out of the file ends the count, and so do too many entries. */
function countPages(tiff: Tiff): number {
  const { reader, littleEndian } = tiff
  const seen = new Set<number>()
  let [numPages, entriesLeft] = [0, MAX_COUNTED_ENTRIES]
  for (let at = tiff.first; at !== 0 && !seen.has(at) && seen.size < MAX_PAGES; ) {
    if (at + 2 > reader.length) break
    const numEntries = reader.u16(at, littleEndian)
    const end = at + 2 + ENTRY_BYTES * numEntries
    entriesLeft -= numEntries
    if (end > reader.length || entriesLeft < 0) break
    if (at === tiff.first || !isReduced(tiff, at, numEntries)) numPages++
    seen.add(at)
    at = end + 4 <= reader.length ? reader.u32(end, littleEndian) : 0
  }
  return numPages
}

function isReduced(tiff: Tiff, at: number, numEntries: number): boolean {
  for (let i = 0; i < numEntries; i++) {
    const entry = at + 2 + ENTRY_BYTES * i
    if (tiff.reader.u16(entry, tiff.littleEndian) !== TAG.subfile) continue
    const field = fieldAt(tiff, entry)
    return field !== undefined && (valueAt(tiff, field, 0) & REDUCED) !== 0
  }
  return false
}

function firstValue(tiff: Tiff, fields: Fields, tag: number): number | undefined {
  const field = fields.get(tag)
  return field === undefined ? undefined : valueAt(tiff, field, 0)
}

function valueAt({ reader, littleEndian }: Tiff, { size, at }: Field, index: number): number {
  return size === 2 ? reader.u16(at + 2 * index, littleEndian) : reader.u32(at + 4 * index, littleEndian)
}

function tooLarge(bytes: number): string {
  const mebibytes = (value: number) => Math.round(value / 2 ** 20)
  return `its samples take ${mebibytes(bytes)} MiB; a TIFF may have ${mebibytes(MAX_SAMPLE_BYTES)}`
}
