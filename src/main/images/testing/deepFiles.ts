import { crc32, deflateSync } from 'node:zlib'

/** A field of a TIFF's directory: SHORT (3) or LONG (4) values. */
export interface TiffField {
  tag: number
  type?: 3 | 4
  count?: number
  value: number
}

/** A little-endian TIFF of one directory at 8 with these fields; `tail` follows it, `next` is the next directory. */
export function tiffOf(
  fields: readonly TiffField[],
  { next = 0, tail = new Uint8Array() }: { next?: number; tail?: Uint8Array } = {},
): Buffer {
  const head = Buffer.alloc(8 + 2 + 12 * fields.length + 4)
  head.write('II', 0, 'latin1')
  head.writeUInt16LE(42, 2)
  head.writeUInt32LE(8, 4)
  head.writeUInt16LE(fields.length, 8)
  for (const [i, { tag, type = 4, count = 1, value }] of fields.entries()) {
    const at = 10 + 12 * i
    head.writeUInt16LE(tag, at)
    head.writeUInt16LE(type, at + 2)
    head.writeUInt32LE(count, at + 4)
    head.writeUInt32LE(value, at + 8)
  }
  head.writeUInt32LE(next, head.length - 4)
  return Buffer.concat([head, tail])
}

/** Fields of a grey 16-bit picture in one strip that follows the directory; others replace or join them. */
export function greyFields(
  width: number,
  height: number,
  changes: Readonly<Record<number, Omit<TiffField, 'tag'>>> = {},
): TiffField[] {
  const fields: Record<number, Omit<TiffField, 'tag'>> = {
    256: { value: width },
    257: { value: height },
    258: { type: 3, value: 16 },
    259: { type: 3, value: 1 },
    262: { type: 3, value: 1 },
    273: { value: 0 },
    277: { type: 3, value: 1 },
    278: { value: height },
    279: { value: Math.min(2 * width * height, 0xffff_ffff) },
    ...changes,
  }
  const list = Object.entries(fields).map(([tag, field]) => ({ tag: Number(tag), ...field }))
  const strip = list.find(({ tag }) => tag === 273)
  // The strip comes right behind the directory, unless a test puts it elsewhere.
  if (strip?.value === 0) strip.value = 8 + 2 + 12 * list.length + 4
  return list
}

/** A grey 16-bit TIFF of these samples. */
export function greyTiff(samples: Uint16Array, width: number, height: number): Buffer {
  const tail = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
  return tiffOf(greyFields(width, height), { tail })
}

/** A PNG (colour type 0 grey, 2 RGB, 6 RGBA) whose pixel data is `data`, deflated. */
export function pngOf(
  width: number,
  height: number,
  colorType: number,
  data: Uint8Array,
  bitDepth: 8 | 16 = 16,
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bitDepth, colorType, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A grey 16-bit PNG of these samples. */
export function greyPng(samples: Uint16Array, width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (1 + 2 * width))
  for (let y = 0, at = 0; y < height; y++) {
    at = y * (1 + 2 * width) + 1
    for (let x = 0; x < width; x++, at += 2) rows.writeUInt16BE(samples[y * width + x], at)
  }
  return pngOf(width, height, 0, rows)
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body) >>> 0, 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
