import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../shared/limits'
import { createRandom } from '../../shared/random'
import { decodeImage } from './decode'
import { inspectBytes, inspectImage } from './inspect'
import { probeImage } from './probe'
import { orientedJpeg, SCENE, sceneRgba } from './testing/pictures'

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const scene = () => Transformer.fromRgbaPixels(sceneRgba(), SCENE.width, SCENE.height)

const chunk = (name: string, data: Uint8Array) => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
const u32 = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, 4 * i)
  return bytes
}
/** A PNG of `rows` (already filtered), whatever its header says of them. */
const png = (width: number, height: number, rows: Uint8Array, before: Uint8Array[] = [], depth = 8) =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([u32(width, height), Buffer.from([depth, 0, 0, 0, 0])])),
    ...before,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array(0)),
  ])
/** A start-of-frame segment of three components. */
const sof = (width: number, height: number, marker = 0xc0) =>
  Buffer.from([
    ...[0xff, marker, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3],
    ...[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0],
  ])
/** The scene as a JPEG whose frame header is replaced by other bytes. */
const jpegWith = (jpeg: Uint8Array, change: (frame: Buffer) => Buffer) => {
  const bytes = Buffer.from(jpeg)
  const at = [0xc0, 0xc1, 0xc2]
    .map((marker) => bytes.indexOf(Buffer.from([0xff, marker, 0, 17])))
    .find((i) => i > 0)
  if (at === undefined) throw new Error('no frame')
  return Buffer.concat([bytes.subarray(0, at), change(bytes.subarray(at, at + 19)), bytes.subarray(at + 19)])
}

type Expected = 'fine' | 'image-unreadable' | 'image-unsupported' | 'image-too-large'
let jpeg: Uint8Array
let corpus: Map<string, [Uint8Array, Expected | Expected[]]>
beforeAll(async () => {
  jpeg = await orientedJpeg(1)
  const sound = await scene().png()
  const mebibyte = Buffer.alloc(2 ** 20)
  corpus = new Map<string, [Uint8Array, Expected | Expected[]]>([
    ['zero bytes', [new Uint8Array(0), 'image-unreadable']],
    ['one byte', [Uint8Array.of(0xff), 'image-unreadable']],
    ['a JPEG header and nothing else (jpeg-js#58)', [Buffer.from('ffd8ffe0', 'hex'), 'image-unreadable']],
    [
      'a JPEG cut inside its frame header',
      [jpegWith(jpeg, (f) => f.subarray(0, 6)).subarray(0, 70), 'image-unreadable'],
    ],
    ['a JPEG cut at half', [jpeg.subarray(0, jpeg.length / 2), 'image-unreadable']],
    ['a JPEG of 65535 x 65535', [jpegWith(jpeg, () => sof(65_535, 65_535)), 'image-too-large']],
    ['a JPEG of 1 x 65535', [jpegWith(jpeg, () => sof(1, 65_535)), 'image-too-large']],
    ['a JPEG of no height', [jpegWith(jpeg, () => sof(64, 0)), 'image-unsupported']],
    ['a JPEG of no width', [jpegWith(jpeg, () => sof(0, 48)), 'image-unreadable']],
    // Whichever frame a decoder takes, it must not be one that was not held against the limits.
    [
      'a JPEG with a second, huge frame',
      [
        jpegWith(jpeg, (f) => Buffer.concat([f, sof(65_535, 65_535)])),
        ['fine', 'image-unreadable', 'image-too-large'],
      ],
    ],
    ['a JPEG whose segment says length 0', [Buffer.from('ffd8ffe00000', 'hex'), 'image-unreadable']],
    ['a PNG of 65535 x 65535', [png(65_535, 65_535, mebibyte), 'image-too-large']],
    ['a PNG of 2^31 x 1', [png(2 ** 31, 1, mebibyte), 'image-too-large']],
    [
      'a PNG bomb: 64 MiB of zeros in a picture of 8 x 8',
      [png(8, 8, Buffer.alloc(64 * 2 ** 20)), ['fine', 'image-unreadable']],
    ],
    ['a PNG whose rows are missing', [png(8, 8, new Uint8Array(1)), ['fine', 'image-unreadable']]],
    [
      'a PNG chunk that says it is 4 GiB',
      [Buffer.concat([sound.subarray(0, 33), u32(0xffff_fff0), Buffer.from('IDAT')]), 'image-unreadable'],
    ],
    [
      'a PNG with 20,000 chunks',
      [png(8, 8, Buffer.alloc(72), new Array(20_000).fill(chunk('teSt', u32(1)))), 'fine'],
    ],
    [
      'an animated PNG: its first picture',
      [png(8, 8, Buffer.alloc(72), [chunk('acTL', u32(50, 0))]), 'fine'],
    ],
    ['a 16-bit PNG', [png(8, 8, Buffer.alloc(8 * 17), [], 16), 'fine']],
    ['a GIF of six bytes', [GIF.subarray(0, 6), 'image-unreadable']],
    ['a GIF cut off', [GIF.subarray(0, 30), 'image-unreadable']],
    ['a web page', [Buffer.from('<!doctype html><script>alert(1)</script>'), 'image-unreadable']],
    [
      'an SVG with a script',
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'image-unsupported'],
    ],
    // Both a picture and something else: it is read as the picture it begins with, and as nothing else.
    [
      'a polyglot of JPEG and zip',
      [Buffer.concat([jpeg, Buffer.from('PK\u0003\u0004<script>', 'latin1')]), 'fine'],
    ],
    ['a zip called a picture', [Buffer.from('PK\u0003\u0004aaaaaaaaaaaaaa', 'latin1'), 'image-unreadable']],
  ])
})

const codeOf = async (bytes: Uint8Array): Promise<string> => {
  const seen = await inspectBytes(bytes, null)
  if (seen.problem !== null) return seen.problem.code
  const decoded = await decodeImage(bytes)
  if (!decoded.ok) return decoded.error.code
  const { data, width, height } = decoded.value
  expect([width, height, data.length]).toEqual([seen.width, seen.height, 3 * width * height])
  return 'fine'
}

describe('row 17: hostile pictures', () => {
  it('row 17: each is taken or refused in words, and none takes memory for what its header claims', {
    timeout: 60_000,
  }, async () => {
    const before = process.memoryUsage().rss
    for (const [name, [bytes, expected]] of corpus) {
      const code = await codeOf(bytes)
      expect([expected].flat(), name).toContain(code)
    }
    // The largest of them is 64 MiB of zeros by itself; 65535 x 65535 px would be 12 GiB.
    expect(process.memoryUsage().rss - before).toBeLessThan(600 * 2 ** 20)
  })

  it('row 17: the name says nothing: bytes decide, and a file over the limit is not read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'focal-pictures-'))
    afterAll(() => rmSync(folder, { recursive: true }))
    const put = (name: string, bytes: Uint8Array) => {
      writeFileSync(join(folder, name), bytes)
      return join(folder, name)
    }
    expect(await inspectImage(put('picture.png', jpeg))).toMatchObject({
      width: 64,
      height: 48,
      problem: null,
    })
    expect((await inspectImage(folder)).problem?.message).toContain('folder')
    // Grown without writing: the disk holds one block of it.
    truncateSync(put('huge.jpg', jpeg), limits.maxImageFileBytes + 1)
    expect((await inspectImage(join(folder, 'huge.jpg'))).problem?.code).toBe('image-too-large')
  })

  it('row 17: 5000 flipped bytes in six formats: the probe never throws and never passes its limits (seed 17)', {
    timeout: 60_000,
  }, async () => {
    const files = [
      jpeg,
      await scene().png(),
      await scene().webp(80),
      await scene().bmp(),
      await scene().tiff(),
      GIF,
    ]
    const random = createRandom(17)
    const pick = (below: number) => Math.floor(random.next() * below)
    const counts = { ok: 0, refused: 0, decoded: 0 }
    for (let round = 0; round < 5000; round++) {
      const bytes = Buffer.from(files[round % files.length])
      // Headers are where it hurts; the rest gets its share.
      const reach = random.next() < 0.7 ? Math.min(64, bytes.length) : bytes.length
      for (let flips = 1 + pick(3); flips > 0; flips--) bytes[pick(reach)] = pick(256)
      const result = probeImage(bytes)
      if (!result.ok) {
        expect(result.error.code).toMatch(/^image-/)
        counts.refused++
        continue
      }
      const { width, height } = result.value
      expect(width > 0 && height > 0 && width * height <= limits.maxImagePixels).toBe(true)
      expect(Math.max(width, height)).toBeLessThanOrEqual(limits.maxImageSidePx)
      counts.ok++
      // What the native decoder makes of it: pixels or a refusal, never the end of the program.
      if (round % 16 > 5 || width * height > 1e6) continue
      const decoded = await decodeImage(bytes)
      if (decoded.ok) expect(decoded.value.data.length).toBe(3 * width * height)
      else expect(decoded.error.message).toMatch(/\S/)
      counts.decoded++
    }
    expect(counts.ok).toBeGreaterThan(1000)
    expect(counts.refused).toBeGreaterThan(500)
    expect(counts.decoded).toBeGreaterThan(300)
  })
})
