import { Transformer } from '@napi-rs/image'
import { describe, expect, it } from 'vitest'
import { decodeImage, layOut } from './decode'
import { probeImage } from './probe'
import { orientedJpeg, patchShares, SCENE, sceneRgba, storeAs, withExif } from './testing/pictures'
import type { Orientation } from './types'

const ORIENTATIONS: Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]

async function decoded(...args: Parameters<typeof decodeImage>) {
  const result = await decodeImage(...args)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const scene = () => Transformer.fromRgbaPixels(sceneRgba(), SCENE.width, SCENE.height)

describe('decodeImage', () => {
  it.each(ORIENTATIONS)(
    'row 18: shows EXIF orientation %i upright, patch in its place',
    async (orientation) => {
      const bytes = await orientedJpeg(orientation)
      const probed = probeImage(bytes)
      const image = await decoded(bytes)
      expect(probed).toMatchObject({ ok: true, value: { width: 64, height: 48, orientation } })
      expect([image.width, image.height, image.data.length]).toEqual([64, 48, 3 * 64 * 48])
      const shares = patchShares(image.data, image.width, image.height)
      expect(shares.inside).toBeGreaterThan(0.95)
      expect(shares.outside).toBeLessThan(0.01)
    },
  )

  it('stores the test picture of orientation 6 as the EXIF table says', () => {
    const { pixels, storedWidth } = storeAs(6, sceneRgba(), SCENE.width, SCENE.height)
    // Row 0 of the file is the right edge of the scene, column 0 its top: upright (x, y) is stored at (row 63 - x, column y).
    expect(storedWidth).toBe(48)
    expect(pixels[4 * ((63 - 8) * 48 + 8)]).toBe(220)
  })

  it('takes an illegal orientation as upright', async () => {
    const jpeg = await scene().jpeg(98)
    for (const illegal of [0, 9, 255]) {
      const image = await decoded(withExif(jpeg, illegal))
      expect(patchShares(image.data, image.width, image.height).inside).toBeGreaterThan(0.95)
    }
  })

  it('scales, letterboxes on the neutral ground and cuts regions out of the upright picture', async () => {
    const bytes = await orientedJpeg(8)
    const stretched = await decoded(bytes, { width: 32, height: 32 })
    expect([stretched.width, stretched.height, stretched.sourceWidth, stretched.sourceHeight]).toEqual([
      32, 32, 64, 48,
    ])
    const boxed = await decoded(bytes, { width: 32, height: 32, fit: 'letterbox' })
    expect(boxed.placement).toEqual({ x: 0, y: 4, width: 32, height: 24 })
    expect([...boxed.data.subarray(0, 3)]).toEqual([128, 128, 128])
    expect(boxed.data[3 * (8 * 32 + 8)]).toBeGreaterThan(200)
    const inside = await decoded(bytes, { width: 32, height: 32, fit: 'inside' })
    expect([inside.width, inside.height]).toEqual([32, 24])
    const region = await decoded(bytes, { region: { x1: 8.4, y1: 8, x2: 23.5, y2: 16 } })
    expect(region.region).toEqual({ x: 8, y: 8, width: 16, height: 8 })
    const isRed = region.data.filter((value, i) => i % 3 === 0 && value > 180)
    expect(isRed.length).toBe(16 * 8)
    const enlarged = await decoded(bytes, { region: { x1: 8, y1: 8, x2: 24, y2: 16 }, width: 40, height: 20 })
    expect([enlarged.width, enlarged.height, enlarged.data.length]).toEqual([40, 20, 2400])
  })

  it('averages over the footprint when it scales down', async () => {
    const checks = new Uint8Array(4 * 64 * 64).fill(255)
    for (let i = 0; i < 64 * 64; i++) {
      const value = ((i % 64) + Math.floor(i / 64)) % 2 === 0 ? 255 : 0
      checks.set([value, value, value], 4 * i)
    }
    const image = await decoded(await Transformer.fromRgbaPixels(checks, 64, 64).png(), {
      width: 16,
      height: 16,
    })
    for (const value of image.data) expect(Math.abs(value - 127.5)).toBeLessThan(12)
  })

  it('lays transparency on the neutral ground, whole, scaled and cut', async () => {
    const clear = new Uint8Array(4 * 8 * 8)
    const bytes = await Transformer.fromRgbaPixels(clear, 8, 8).png()
    for (const options of [{}, { width: 4, height: 4 }, { region: { x1: 0, y1: 0, x2: 4, y2: 4 } }]) {
      const image = await decoded(bytes, options)
      expect([...new Set(image.data)]).toEqual([128])
    }
  })

  it('reads PNG, WebP, BMP, TIFF and GIF to the same pixels', async () => {
    const files = [
      await scene().png(),
      await scene().webpLossless(),
      await scene().bmp(),
      await scene().tiff(),
      gif(),
    ]
    for (const bytes of files) {
      const image = await decoded(bytes)
      expect(patchShares(image.data, image.width, image.height)).toEqual({ inside: 1, outside: 0 })
    }
  })

  it('refuses a broken body with a typed error, not with an exception', async () => {
    const png = await scene().png()
    const half = png.subarray(0, Math.floor(png.length / 2))
    const result = await decodeImage(half)
    expect(result).toMatchObject({ ok: false, error: { code: 'image-unreadable' } })
  })

  it('answers image-missing for a file that is not there', async () => {
    const result = await decodeImage('no-such-folder/no-such-picture.jpg')
    expect(result).toMatchObject({ ok: false, error: { code: 'image-missing' } })
  })
})

describe('layOut', () => {
  it('never makes a side of 0 px', () => {
    expect(layOut({ width: 4000, height: 1 }, { width: 160, height: 160, fit: 'inside' })).toMatchObject({
      width: 160,
      height: 1,
    })
    expect(layOut({ width: 1, height: 4000 }, { width: 10 })).toMatchObject({ width: 10, height: 40000 })
  })
})

/** The scene as a GIF of uncompressed LZW codes: a clear code before the table can grow past 9 bits. */
function gif(): Uint8Array {
  const { width, height } = SCENE
  const palette = Buffer.alloc(3 * 256)
  palette.set([90, 140, 120, 220, 30, 30])
  const head = Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from([width, 0, height, 0, 0xf7, 0, 0]),
    palette,
    Buffer.from([0x2c, 0, 0, 0, 0, width, 0, height, 0, 0, 8]),
  ])
  const rgba = sceneRgba()
  const codes: number[] = []
  for (let i = 0; i < width * height; i++) {
    if (i % 200 === 0) codes.push(256)
    codes.push(rgba[4 * i] === 220 ? 1 : 0)
  }
  codes.push(257)
  const data = Buffer.alloc(Math.ceil((codes.length * 9) / 8))
  codes.forEach((code, i) => {
    for (let bit = 0; bit < 9; bit++) {
      const at = 9 * i + bit
      if ((code >> bit) & 1) data[at >> 3] = (data[at >> 3] as number) | (1 << (at & 7))
    }
  })
  const blocks: Buffer[] = []
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255)
    blocks.push(Buffer.from([part.length]), part)
  }
  return Buffer.concat([head, ...blocks, Buffer.from([0, 0x3b])])
}
