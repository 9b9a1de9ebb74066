import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

export const PICTURE = { width: 400, height: 300 }
/** The dark rectangle on every picture: left, top, right, bottom, in px. */
export const RECTANGLE = { x1: 100, y1: 80, x2: 220, y2: 180 }

/** Writes light grey pictures with one dark rectangle, each a little different so that no two are the same file. */
export function writeRectangles(folder: string, numPictures: number): void {
  mkdirSync(folder, { recursive: true })
  const { width, height } = PICTURE
  for (let n = 0; n < numPictures; n++) {
    const pixels = Buffer.alloc(width * height * 3, 200)
    for (let y = RECTANGLE.y1; y < RECTANGLE.y2; y++) {
      for (let x = RECTANGLE.x1; x < RECTANGLE.x2; x++)
        pixels.fill(40, (y * width + x) * 3, (y * width + x) * 3 + 3)
    }
    pixels[n] = 199
    writeFileSync(join(folder, `frame-${n}.png`), pngOf(pixels, width, height))
  }
}

/** An RGB picture as a PNG file (8 bits, no filter). */
function pngOf(pixels: Buffer, width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y++)
    pixels.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
