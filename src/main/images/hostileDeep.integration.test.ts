import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../shared/random'
import { decodeImage } from './decode'
import { renderDeep } from './deepUpright'
import { inspectBytes } from './inspect'
import { probeImage } from './probe'
import { greyFields, greyPng, greyTiff, pngOf, tiffOf } from './testing/deepFiles'

const seed = Number(process.env.FOCAL_SEED ?? 20_261_127)
const samples = Uint16Array.from({ length: 16 * 12 }, (_, i) => 200 + 20 * i)
const good = greyTiff(samples, 16, 12)
const MiB = 2 ** 20

/** The code of a refusal by the header, by the look at the file, or by the decoder; ok where all take it. */
async function verdict(bytes: Uint8Array): Promise<string> {
  const probed = probeImage(bytes)
  if (!probed.ok) return `${probed.error.code}: ${probed.error.message}`
  const { problem } = await inspectBytes(bytes, null)
  if (problem !== null) return `${problem.code}: ${problem.message}`
  const decoded = await decodeImage(bytes)
  return decoded.ok ? 'ok' : `${decoded.error.code}: ${decoded.error.message}`
}

describe('hostile TIFFs', () => {
  it('the builder of these tests makes good ones', async () => {
    expect(await verdict(good)).toBe('ok')
    expect(await verdict(greyPng(samples, 16, 12))).toBe('ok')
  })

  it.each([
    ['a side of four thousand million', greyFields(4_000_000_000, 4_000_000_000), 'image-too-large'],
    ['more pixels than the limit', greyFields(16_000, 16_000), 'image-too-large'],
    ['no height', greyFields(16, 0), 'image-unreadable'],
    ['60,000 channels', greyFields(16, 12, { 277: { type: 3, value: 60_000 } }), 'image-unsupported'],
    ['2 channels', greyFields(16, 12, { 277: { type: 3, value: 2 } }), 'image-unsupported'],
    ['12 bits a sample', greyFields(16, 12, { 258: { type: 3, value: 12 } }), 'image-unsupported'],
    ['32 bits a sample', greyFields(16, 12, { 258: { type: 3, value: 32 } }), 'image-unsupported'],
    ['floating-point values', greyFields(16, 12, { 339: { type: 3, value: 3 } }), 'image-unsupported'],
    ['signed values', greyFields(16, 12, { 339: { type: 3, value: 2 } }), 'image-unsupported'],
    [
      'a strip far out of the file',
      greyFields(16, 12, { 273: { value: 4_294_967_290 } }),
      'image-unreadable',
    ],
    [
      'a strip longer than the file',
      greyFields(16, 12, { 279: { value: 4_294_967_295 } }),
      'image-unreadable',
    ],
    [
      'strips listed out of the file',
      greyFields(16, 12, { 273: { count: 1e9, value: 900 } }),
      'image-unreadable',
    ],
    ['no rows a strip', greyFields(16, 12, { 278: { value: 0 } }), 'image-unreadable'],
    ['an unknown compression', greyFields(16, 12, { 259: { type: 3, value: 999 } }), 'image-unreadable'],
    [
      'no word where the pixels are',
      [
        { tag: 256, value: 16 },
        { tag: 257, value: 12 },
      ],
      'image-unreadable',
    ],
  ])('%s: refused', async (_, fields, code) => {
    const began = process.memoryUsage().rss
    expect(await verdict(tiffOf(fields, { tail: Buffer.alloc(384) }))).toMatch(new RegExp(`^${code}: .*\\S`))
    expect(process.memoryUsage().rss - began).toBeLessThan(64 * MiB)
  })

  it('directories that form a ring or lead out of the file end the count of pages', () => {
    const pages = (bytes: Buffer) => {
      const probed = probeImage(bytes)
      return probed.ok ? probed.value.numPages : probed.error.code
    }
    const tail = good.subarray(8 + 2 + 12 * 9 + 4)
    expect(pages(tiffOf(greyFields(16, 12), { next: 8, tail }))).toBe(1)
    expect(pages(tiffOf(greyFields(16, 12), { next: 4_294_967_280, tail }))).toBe(1)
    // A directory of nothing that leads to itself.
    const at = 8 + 2 + 12 * 9 + 4 + tail.length
    const empty = Buffer.from([0, 0, at & 255, at >> 8, 0, 0])
    expect(pages(tiffOf(greyFields(16, 12), { next: at, tail: Buffer.concat([tail, empty]) }))).toBe(2)
    const outside = Buffer.from(good)
    outside.writeUInt32LE(0xffff_fff0, 4)
    expect(pages(outside)).toBe('image-unreadable')
  })

  it('row 17: directories that overlap, each of 65,535 entries, are soon counted; honest stacks whole', () => {
    const [numPages, first] = [10_000, 8 + 2 + 12 * 9 + 4]
    const end = first + 2 * numPages + 2 + 12 * 65_535 + 4
    const tail = Buffer.alloc(end - first, 0xff)
    // A directory every two bytes; where each ends stands the place of the next.
    for (let i = 1; i < numPages; i++) tail.writeUInt32LE(first + 2 * i, 2 * (i - 1) + 2 + 12 * 65_535)
    const probed = probeImage(tiffOf(greyFields(16, 12), { next: first, tail }))
    expect(probed).toMatchObject({ ok: true, value: { numPages: expect.any(Number) } })
    const page = greyFields(16, 12)
    const size = 2 + 12 * page.length + 4
    const pages = Array.from({ length: 4_000 }, (_, i) =>
      tiffOf(page, { next: i === 3_999 ? 0 : first + size * (i + 1) }).subarray(8),
    )
    const stack = tiffOf(page, { next: first, tail: Buffer.concat(pages) })
    expect(probeImage(stack)).toMatchObject({ ok: true, value: { numPages: 4_001 } })
  })

  it('a cut-off file is known without decoding it', async () => {
    expect(await verdict(good.subarray(0, good.length - 1))).toBe(
      'image-unreadable: The picture is damaged: it is cut off.',
    )
  })

  it('a strip that unpacks to far more than it may takes no memory', async () => {
    const bomb = deflateSync(Buffer.alloc(64 * MiB))
    const fields = greyFields(16, 12, { 259: { type: 3, value: 8 }, 279: { value: bomb.length } })
    const began = process.memoryUsage().rss
    expect(await verdict(tiffOf(fields, { tail: bomb }))).toMatch(/^(ok|image-unreadable: .*)$/)
    expect(process.memoryUsage().rss - began).toBeLessThan(32 * MiB)
  })

  it('any bytes changed in good files: a refusal or a picture of its size, never an exception', async () => {
    console.info(`hostile 16-bit pictures seed ${seed}`)
    const random = createRandom(seed, 1)
    const name = (file: string) =>
      readFileSync(fileURLToPath(new URL(`../../../fixtures/deep-pictures/${file}`, import.meta.url)))
    const files = ['grey-lzw.tif', 'rgb-deflate.tif', 'grey-tiled.tif', 'pages.tif', 'rgba.png'].map(name)
    for (let round = 0; round < 400; round++) {
      const bytes = Buffer.from(files[round % files.length])
      for (let change = 0; change < 3; change++)
        bytes[Math.floor(random.next() * bytes.length)] = Math.floor(random.next() * 256)
      const probed = probeImage(bytes)
      if (!probed.ok) expect(probed.error.code).toMatch(/^image-/)
      else if (probed.value.width * probed.value.height < 1e6) {
        const { width, height } = probed.value
        const decoded = await decodeImage(bytes)
        if (decoded.ok) expect(decoded.value.data.length).toBe(3 * width * height)
        else expect(decoded.error.code).toMatch(/^image-/)
        if (probed.value.bitDepth === 16)
          expect((await renderDeep(bytes, probed.value, 2560)).ok).toBe(decoded.ok)
      }
    }
  })
})

describe('hostile 16-bit PNGs', () => {
  it.each([
    ['RGBA of 108 megapixels', pngOf(12_000, 9000, 6, Buffer.alloc(100)), 'image-too-large'],
    ['RGB of 108 megapixels', pngOf(12_000, 9000, 2, Buffer.alloc(100)), 'image-too-large'],
    ['less data than pixels', pngOf(4000, 3000, 0, Buffer.alloc(100)), 'image-unreadable'],
  ])('%s: refused', async (_, bytes, code) => {
    const began = process.memoryUsage().rss
    expect(await verdict(bytes)).toMatch(new RegExp(`^${code}: .*\\S`))
    expect(process.memoryUsage().rss - began).toBeLessThan(64 * MiB)
  })
})
