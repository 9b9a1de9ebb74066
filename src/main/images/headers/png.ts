import { crc32 } from 'node:zlib'
import { HeaderError, type ImageHeader } from '../types'
import { ByteReader } from './byteReader'
import { exifOrientation } from './exif'

const SIGNATURE_BYTES = 8
const COLOR_GREY_ALPHA = 4
const COLOR_RGBA = 6
/** Channels by colour type: grey, RGB, palette, grey and alpha, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** What the native decoder gives one picture at most. */
const MAX_SAMPLE_BYTES = 512 * 2 ** 20

interface Chunk {
  name: string
  offset: number
  length: number
}

/** Reads a PNG's IHDR, transparency, animation and orientation (W3C PNG, third edition, sections 5 and 11). */
export function readPngHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, 'PNG')
  if (reader.text(12, 4) !== 'IHDR') throw new HeaderError('image-unreadable', 'its PNG header is missing')
  const colorType = reader.u8(25)
  const header: ImageHeader = {
    format: 'png',
    storedWidth: reader.u32(16),
    storedHeight: reader.u32(20),
    orientation: 1,
    bitDepth: reader.u8(24),
    hasAlpha: colorType === COLOR_GREY_ALPHA || colorType === COLOR_RGBA,
    animated: false,
    cmyk: false,
  }
  requireRoom(header, CHANNELS[colorType] ?? 4)
  for (const chunk of chunks(reader)) {
    if (chunk.name === 'tRNS') header.hasAlpha = true
    else if (chunk.name === 'acTL') header.animated = true
    else if (chunk.name === 'eXIf')
      header.orientation = exifOrientation(bytes.subarray(chunk.offset, chunk.offset + chunk.length))
  }
  return header
}

/** 16-bit samples take twice the bytes that the limit on pixels reckons with. */
function requireRoom({ storedWidth, storedHeight, bitDepth }: ImageHeader, channels: number): void {
  const bytes = (storedWidth * storedHeight * channels * bitDepth) / 8
  if (bitDepth !== 16 || bytes <= MAX_SAMPLE_BYTES) return
  const mebibytes = (value: number) => Math.round(value / 2 ** 20)
  throw new HeaderError(
    'image-too-large',
    `its 16-bit samples take ${mebibytes(bytes)} MiB; a PNG may have ${mebibytes(MAX_SAMPLE_BYTES)}`,
  )
}

/** What is wrong with a PNG's chunks (cut off, a checksum that does not hold), or null. */
export function pngDamage(bytes: Uint8Array): string | null {
  const reader = new ByteReader(bytes, 'PNG')
  for (const chunk of chunks(reader)) {
    if (chunk.offset + chunk.length + 4 > bytes.byteLength) return 'it is cut off'
    const data = bytes.subarray(chunk.offset - 4, chunk.offset + chunk.length)
    if (crc32(data) >>> 0 !== reader.u32(chunk.offset + chunk.length))
      return `the checksum of its ${chunk.name} part does not hold`
    if (chunk.name === 'IEND') return null
  }
  return 'it is cut off'
}

function* chunks(reader: ByteReader): Generator<Chunk> {
  let offset = SIGNATURE_BYTES
  while (offset + 8 <= reader.length) {
    const length = reader.u32(offset)
    const name = reader.text(offset + 4, 4)
    yield { name, offset: offset + 8, length }
    if (name === 'IEND') return
    offset += 12 + length
  }
}
