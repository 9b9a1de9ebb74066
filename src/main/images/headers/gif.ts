import type { ImageHeader } from '../types'
import { ByteReader } from './byteReader'

/** Reads a GIF's logical screen size. */
export function readGifHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, 'GIF')
  return {
    format: 'gif',
    storedWidth: reader.u16(6, true),
    storedHeight: reader.u16(8, true),
    orientation: 1,
    bitDepth: 8,
    hasAlpha: true,
    animated: true,
    cmyk: false,
  }
}
