import { HeaderError, type ImageHeader } from '../types'
import { ByteReader } from './byteReader'
import { exifOrientation } from './exif'

const FLAG_ANIMATED = 0x02
const FLAG_EXIF = 0x08
const FLAG_ALPHA = 0x10

/** Reads a WebP's first chunk (RFC 9649) and, where it says there is one, its EXIF block. */
export function readWebpHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, 'WebP')
  const kind = reader.text(12, 4)
  const data = 20
  const header: ImageHeader = {
    format: 'webp',
    storedWidth: 0,
    storedHeight: 0,
    orientation: 1,
    bitDepth: 8,
    hasAlpha: false,
    animated: false,
    cmyk: false,
  }
  if (kind === 'VP8 ') {
    if (reader.u24le(data + 3) !== 0x2a019d)
      throw new HeaderError('image-unreadable', 'its WebP header is damaged')
    header.storedWidth = reader.u16(data + 6, true) & 0x3fff
    header.storedHeight = reader.u16(data + 8, true) & 0x3fff
  } else if (kind === 'VP8L') {
    if (reader.u8(data) !== 0x2f) throw new HeaderError('image-unreadable', 'its WebP header is damaged')
    const packed = reader.u32(data + 1, true)
    header.storedWidth = (packed & 0x3fff) + 1
    header.storedHeight = ((packed >>> 14) & 0x3fff) + 1
    header.hasAlpha = ((packed >>> 28) & 1) === 1
  } else if (kind === 'VP8X') {
    const flags = reader.u8(data)
    header.storedWidth = reader.u24le(data + 4) + 1
    header.storedHeight = reader.u24le(data + 7) + 1
    header.hasAlpha = (flags & FLAG_ALPHA) !== 0
    header.animated = (flags & FLAG_ANIMATED) !== 0
    if ((flags & FLAG_EXIF) !== 0) header.orientation = exifOrientation(findExif(reader))
  } else {
    throw new HeaderError('image-unreadable', 'it is a WebP without a picture')
  }
  return header
}

function findExif(reader: ByteReader): Uint8Array {
  let offset = 12
  while (offset + 8 <= reader.length) {
    const length = reader.u32(offset + 4, true)
    if (reader.text(offset, 4) === 'EXIF') return reader.bytes.subarray(offset + 8, offset + 8 + length)
    offset += 8 + length + (length & 1)
  }
  return new Uint8Array(0)
}
