import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeImage } from './decode'
import { keptFirstSight } from './firstSight'
import { hashBytes, hashFile } from './hash'
import { inspectImage } from './inspect'
import { probeImage } from './probe'
import { greyTiff, pngOf } from './testing/deepFiles'
import { orientedJpeg, sceneRgba } from './testing/pictures'
import { thumbnail } from './thumbnail'
import { renderUpright } from './upright'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-thumb-'))
})
// What is kept is written behind, and may come while its folder goes.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))

async function put(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

describe('thumbnail', () => {
  it('makes a small upright JPEG once and then serves it from the cache', async () => {
    const big = await Transformer.fromRgbaPixels(sceneRgba(), 64, 48).resize(640, 480).jpeg(90)
    const path = await put('big.jpg', big)
    const request = { path, contentHash: hashBytes(big), cacheFolder: join(folder, 'cache') }
    const first = await thumbnail(request)
    if (!first.ok) throw new Error(first.error.message)
    expect(probeImage(first.value.bytes)).toMatchObject({
      ok: true,
      value: { width: 160, height: 120, format: 'jpeg' },
    })
    await rm(path)
    const again = await thumbnail(request)
    expect(again).toEqual({ ok: true, value: { ...first.value, bytes: Buffer.from(first.value.bytes) } })
  })

  it('keeps a first sight of a huge picture, and makes its thumbnail from that', async () => {
    // 8,000 x 5,100 px, the left half dark and the right half light.
    const row = Buffer.alloc(8001, 230).fill(30, 1, 4001)
    row[0] = 0
    const bytes = pngOf(8000, 5100, 0, Buffer.concat(Array.from({ length: 5100 }, () => row)), 8)
    const request = {
      path: await put('huge.png', bytes),
      contentHash: hashBytes(bytes),
      cacheFolder: join(folder, 'cache'),
    }
    expect(await keptFirstSight(request)).toBeNull()
    const small = await thumbnail(request)
    expect(small.ok && probeImage(small.value.bytes)).toMatchObject({ value: { width: 160, height: 102 } })
    const first = await keptFirstSight(request)
    const decoded = first && (await decodeImage(first.bytes))
    if (!decoded?.ok) throw new Error('no first sight')
    expect([decoded.value.width, decoded.value.height]).toEqual([1600, 1020])
    expect(decoded.value.data[3 * (500 * 1600 + 100)]).toBeCloseTo(30, -1)
    expect(decoded.value.data[3 * (500 * 1600 + 1500)]).toBeCloseTo(230, -1)
  })

  it('makes one anew where the cache has half of it', async () => {
    const bytes = await orientedJpeg(1)
    const cacheFolder = join(folder, 'cache')
    const request = { path: await put('a.jpg', bytes), contentHash: hashBytes(bytes), cacheFolder }
    const made = await thumbnail(request)
    if (!made.ok) throw new Error(made.error.message)
    const name = await vi.waitUntil(async () => {
      const names = await readdir(cacheFolder, { recursive: true }).catch(() => [])
      return names.find((file) => file.endsWith('.jpg'))
    })
    await writeFile(join(cacheFolder, name), made.value.bytes.subarray(0, 100))
    expect(await thumbnail(request)).toEqual(made)
  })

  it('keeps none of an ordinary one', async () => {
    const bytes = await orientedJpeg(1)
    const request = {
      path: await put('a.jpg', bytes),
      contentHash: hashBytes(bytes),
      cacheFolder: join(folder, 'cache'),
    }
    expect((await thumbnail(request)).ok).toBe(true)
    expect(await keptFirstSight(request)).toBeNull()
  })

  it('does without a cache that cannot be written', async () => {
    const path = await put('a.jpg', await orientedJpeg(6))
    const blocked = await put('blocked', new Uint8Array(1))
    const made = await thumbnail({
      path,
      contentHash: 'ab12',
      cacheFolder: blocked,
      region: { x1: 8, y1: 8, x2: 24, y2: 16 },
    })
    expect(made.ok && probeImage(made.value.bytes)).toMatchObject({
      ok: true,
      value: { width: 16, height: 8 },
    })
  })
})

describe('renderUpright', () => {
  it('passes an ordinary picture on byte for byte and turns the others', async () => {
    const plain = await orientedJpeg(1)
    const asIs = await renderUpright(await put('plain.jpg', plain))
    expect(asIs).toMatchObject({ ok: true, value: { contentType: 'image/jpeg' } })
    expect(asIs.ok && Buffer.from(plain).equals(asIs.value.bytes)).toBe(true)
    const turned = await renderUpright(await put('turned.jpg', await orientedJpeg(5)))
    expect(turned.ok && probeImage(turned.value.bytes)).toMatchObject({
      ok: true,
      value: { orientation: 1, width: 64, height: 48 },
    })
  })
})

describe('thumbnails of 16-bit pictures', () => {
  it('are kept for each window', async () => {
    const samples = Uint16Array.from({ length: 64 * 48 }, (_, i) => (i % 64 < 32 ? 1000 : 2000))
    const path = await put('deep.tif', greyTiff(samples, 64, 48))
    const request = { path, contentHash: await hashFile(path), cacheFolder: join(folder, 'deep-cache') }
    const greys = async (high: number) => {
      const window = { low: 0, high, gamma: 1 }
      for (const round of ['made', 'kept']) {
        const made = await thumbnail({ ...request, depth: { kind: 'fixed', window } })
        const decoded = made.ok ? await decodeImage(made.value.bytes) : undefined
        if (!decoded?.ok) throw new Error(round)
        const grey = decoded.value.data[3 * (20 * 64 + 10)]
        // round(255 * 1000 / high), give or take what a JPEG does.
        expect(Math.abs(grey - (255 * 1000) / high)).toBeLessThan(4)
      }
    }
    await greys(4000)
    await greys(2000)
  })
})

describe('inspectImage', () => {
  it('gives displayed size and hash of a sound picture', async () => {
    const bytes = await orientedJpeg(7)
    const path = await put('a.jpg', bytes)
    await utimes(path, 1_700_000_000, 1_700_000_000)
    expect(await inspectImage(path)).toEqual({
      width: 64,
      height: 48,
      orientation: 7,
      fileBytes: bytes.length,
      contentHash: await hashFile(path),
      modifiedAt: 1_700_000_000_000,
      problem: null,
    })
  })

  it('tells half a JPEG from one that only lacks its end marker', async () => {
    const noise = Uint8Array.from({ length: 4 * 64 * 64 }, (_, i) => (i % 4 === 3 ? 255 : (i * 7919) % 251))
    const bytes = await Transformer.fromRgbaPixels(noise, 64, 64).jpeg(90)
    const noEnd = await inspectImage(await put('no-end.jpg', bytes.subarray(0, bytes.length - 2)))
    expect(noEnd.problem).toBeNull()
    const half = await inspectImage(await put('half.jpg', bytes.subarray(0, bytes.length / 2)))
    expect(half.problem).toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining('cut off'),
    })
    expect([half.width, half.height]).toEqual([64, 64])
  })

  it('finds a wrong checksum and a missing end in PNG', async () => {
    const png = Buffer.from(await Transformer.fromRgbaPixels(sceneRgba(), 64, 48).png())
    const flipped = Buffer.from(png)
    flipped[60] = (flipped[60] as number) ^ 1
    expect((await inspectImage(await put('flipped.png', flipped))).problem?.message).toContain('checksum')
    const cut = await inspectImage(await put('cut.png', png.subarray(0, png.length / 2)))
    expect(cut.problem?.message).toContain('cut off')
    expect((await readdir(folder)).sort()).toEqual(['cut.png', 'flipped.png'])
    expect((await readFile(join(folder, 'flipped.png'))).equals(flipped)).toBe(true)
  })
})
