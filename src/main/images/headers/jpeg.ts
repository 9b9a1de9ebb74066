import { HeaderError, type ImageHeader, type Orientation } from '../types'
import { ByteReader } from './byteReader'
import { exifOrientation } from './exif'

const SOS = 0xda
const EOI = 0xd9
const APP1 = 0xe1

/** Start-of-frame markers: C0 to CF without DHT (C4), JPG (C8) and DAC (CC). */
const isFrameMarker = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Markers without a length: TEM and the restarts. */
const isBareMarker = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

interface Frame {
  width: number
  height: number
  bitDepth: number
  numComponents: number
}

/** Reads a JPEG's frame header and EXIF orientation (ITU-T T.81, annex B). */
export function readJpegHeader(bytes: Uint8Array): ImageHeader {
  const { frame, orientation } = walk(bytes)
  if (frame.height === 0)
    throw new HeaderError('image-unsupported', 'it is a JPEG that states its height only after the picture')
  return {
    format: 'jpeg',
    storedWidth: frame.width,
    storedHeight: frame.height,
    orientation,
    bitDepth: frame.bitDepth,
    hasAlpha: false,
    animated: false,
    cmyk: frame.numComponents === 4,
  }
}

/** True where the picture data is not followed by the end marker: the file may have been cut off. */
export function jpegLacksEnd(bytes: Uint8Array): boolean {
  const { scanOffset } = walk(bytes)
  // Inside entropy-coded data FF is always stuffed, so FF D9 after the first scan is the end marker.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('ffd9', scanOffset, 'hex') < 0
}

function walk(bytes: Uint8Array): { frame: Frame; orientation: Orientation; scanOffset: number } {
  const reader = new ByteReader(bytes, 'JPEG')
  let frame: Frame | undefined
  let orientation: Orientation = 1
  let hasExif = false
  let offset = 2
  for (;;) {
    // Encoders may fill the gap between segments with FF, and broken ones with other bytes.
    while (reader.u8(offset) !== 0xff) offset++
    while (reader.u8(offset) === 0xff) offset++
    const marker = reader.u8(offset++)
    if (marker === 0 || isBareMarker(marker)) continue
    if (marker === EOI) throw new HeaderError('image-unreadable', 'it is a JPEG without a picture')
    const length = reader.u16(offset)
    if (length < 2) throw new HeaderError('image-unreadable', 'a segment of its JPEG header has no length')
    if (isFrameMarker(marker)) {
      frame ??= {
        bitDepth: reader.u8(offset + 2),
        height: reader.u16(offset + 3),
        width: reader.u16(offset + 5),
        numComponents: reader.u8(offset + 7),
      }
    } else if (marker === APP1 && !hasExif && length >= 8 && reader.text(offset + 2, 4) === 'Exif') {
      hasExif = true
      orientation = exifOrientation(bytes.subarray(offset + 2, offset + length))
    } else if (marker === SOS) {
      if (!frame) throw new HeaderError('image-unreadable', 'its JPEG header states no size')
      return { frame, orientation, scanOffset: offset + length }
    }
    offset += length
  }
}
