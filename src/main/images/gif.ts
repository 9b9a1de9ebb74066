import { HeaderError } from './types'

/*
 * The native decoder has no GIF, and the small ones in npm follow prefix chains that a hostile file can close into
 * a ring. This one reads the first frame only and bounds every step by the pixels it may write.
 */

const MAX_CODES = 4096
const BLOCK_IMAGE = 0x2c
const BLOCK_EXTENSION = 0x21
const EXTENSION_GRAPHIC_CONTROL = 0xf9

interface Frame {
  x: number
  y: number
  width: number
  height: number
  interlaced: boolean
  palette: Uint8Array
  transparentIndex: number
  dataOffset: number
}

/** Decodes the first frame of a GIF (GIF89a specification) into RGBA; throws HeaderError where it is broken. */
export function decodeGifFrame(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const frame = readFrame(bytes)
  if (frame.x + frame.width > width || frame.y + frame.height > height)
    throw new HeaderError('image-unreadable', 'the first frame of the GIF is larger than the picture')
  const indices = decodeLzw(bytes, frame.dataOffset, frame.width * frame.height)
  const rgba = new Uint8Array(4 * width * height)
  const rows = frame.interlaced ? interlacedRows(frame.height) : undefined
  for (let row = 0; row < frame.height; row++) {
    let to = 4 * ((frame.y + (rows ? (rows[row] as number) : row)) * width + frame.x)
    for (let column = 0; column < frame.width; column++, to += 4) {
      const index = indices[row * frame.width + column] as number
      if (index === frame.transparentIndex || 3 * index + 2 >= frame.palette.length) continue
      rgba.set(frame.palette.subarray(3 * index, 3 * index + 3), to)
      rgba[to + 3] = 255
    }
  }
  return rgba
}

const cutOff = () => new HeaderError('image-unreadable', 'the GIF is cut off')

function readFrame(bytes: Uint8Array): Frame {
  const byte = (at: number) => {
    if (at >= bytes.length) throw cutOff()
    return bytes[at] as number
  }
  const word = (at: number) => byte(at) | (byte(at + 1) << 8)
  const paletteBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const screenPaletteBytes = paletteBytes(byte(10))
  let palette = bytes.subarray(13, 13 + screenPaletteBytes)
  let transparentIndex = -1
  let at = 13 + screenPaletteBytes
  while (byte(at) === BLOCK_EXTENSION) {
    if (byte(at + 1) === EXTENSION_GRAPHIC_CONTROL && byte(at + 3) & 1) transparentIndex = byte(at + 6)
    at += 2
    while (byte(at) !== 0) at += 1 + byte(at)
    at++
  }
  if (byte(at) !== BLOCK_IMAGE) throw new HeaderError('image-unreadable', 'the GIF holds no picture')
  const flags = byte(at + 9)
  const ownPaletteBytes = paletteBytes(flags)
  if (ownPaletteBytes > 0) palette = bytes.subarray(at + 10, at + 10 + ownPaletteBytes)
  return {
    x: word(at + 1),
    y: word(at + 3),
    width: word(at + 5),
    height: word(at + 7),
    interlaced: (flags & 0x40) !== 0,
    palette,
    transparentIndex,
    dataOffset: at + 10 + ownPaletteBytes,
  }
}

/** Rows in the order an interlaced frame stores them: every 8th, then between, four passes. */
function interlacedRows(height: number): number[] {
  const rows: number[] = []
  for (const [first, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const)
    for (let row = first; row < height; row += step) rows.push(row)
  return rows
}

/** The bytes of a chain of sub-blocks, each with its length in front. */
function joinSubBlocks(bytes: Uint8Array, offset: number): Uint8Array {
  const parts: Uint8Array[] = []
  let at = offset
  while (at < bytes.length && bytes[at] !== 0) {
    const length = bytes[at] as number
    parts.push(bytes.subarray(at + 1, at + 1 + length))
    at += 1 + length
  }
  return Buffer.concat(parts)
}

/** Variable-length LZW (GIF89a, appendix F); stops at the end code, at `numPixels`, or at a code that cannot be. */
function decodeLzw(bytes: Uint8Array, offset: number, numPixels: number): Uint8Array {
  const minBits = bytes[offset] ?? 0
  if (minBits < 1 || minBits > 8) throw new HeaderError('image-unreadable', 'the GIF has no pixel data')
  const data = joinSubBlocks(bytes, offset + 1)
  const out = new Uint8Array(numPixels)
  const clear = 2 ** minBits
  // A code is a stretch of pixels written before: where it starts and how long it is.
  const start = new Uint32Array(MAX_CODES)
  const length = new Uint32Array(MAX_CODES)
  let next = clear + 2
  let bits = minBits + 1
  let previous = -1
  let previousStart = 0
  let written = 0
  let held = 0
  let numHeld = 0
  for (let at = 0; written < numPixels; ) {
    while (numHeld < bits && at < data.length) {
      held |= (data[at++] as number) << numHeld
      numHeld += 8
    }
    if (numHeld < bits) throw cutOff()
    const code = held & (2 ** bits - 1)
    held >>>= bits
    numHeld -= bits
    if (code === clear) {
      next = clear + 2
      bits = minBits + 1
      previous = -1
      continue
    }
    if (code === clear + 1) break
    const previousLength = previous < clear ? 1 : (length[previous] as number)
    // Code `next` itself is the one case that is used before it is known: the stretch before, and its first pixel.
    if (code > next || (code === next && previous < 0))
      throw new HeaderError('image-unreadable', 'the GIF is damaged')
    const from = code === next ? previousStart : code < clear ? -1 : (start[code] as number)
    const count = code === next ? previousLength + 1 : code < clear ? 1 : (length[code] as number)
    const begin = written
    for (let i = 0; i < count && written < numPixels; i++)
      out[written++] = from < 0 ? code : (out[from + i] as number)
    if (previous >= 0 && next < MAX_CODES) {
      start[next] = previousStart
      length[next] = previousLength + 1
      next++
      if (next === 2 ** bits && bits < 12) bits++
    }
    previous = code
    previousStart = begin
  }
  return out
}
