import { HeaderError, type ImageHeader } from '../types'
import { ByteReader } from './byteReader'

const FILE_HEADER_BYTES = 14
const CORE_HEADER_BYTES = 12

/** Reads a Windows bitmap's header; a negative height means rows from the top. */
export function readBmpHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, 'BMP')
  const headerBytes = reader.u32(FILE_HEADER_BYTES, true)
  const isCore = headerBytes === CORE_HEADER_BYTES
  if (!isCore && (headerBytes < 40 || headerBytes > 124))
    throw new HeaderError('image-unsupported', 'it is a BMP of an unknown version')
  const bitsPerPixel = reader.u16(isCore ? 24 : 28, true)
  return {
    format: 'bmp',
    storedWidth: isCore ? reader.u16(18, true) : Math.max(0, reader.i32(18, true)),
    storedHeight: isCore ? reader.u16(20, true) : Math.abs(reader.i32(22, true)),
    orientation: 1,
    bitDepth: 8,
    hasAlpha: bitsPerPixel === 32,
    animated: false,
    cmyk: false,
  }
}
