import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeImage } from '../decode'
import { probeImage } from '../probe'
import { pngOf } from '../testing/deepFiles'
import type { ImageInfo } from '../types'
import { isStreamed, readBands, readShrunk } from './streamed'

/** Left half dark red, right half light green, with a thin white line at the top of the lower third. */
const size = { width: 3500, height: 600 }
const colourAt = (x: number, y: number) => {
  if (y === 400) return [255, 255, 255]
  return x < 1750 ? [120, 20, 30] : [150, 230, 140]
}

let folder = ''
const files: Record<string, { path: string; bytes: Uint8Array; info: ImageInfo }> = {}

async function put(name: string, bytes: Uint8Array) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  const probed = probeImage(bytes)
  if (!probed.ok) throw new Error(probed.error.message)
  files[name] = { path, bytes, info: probed.value }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-streamed-'))
  const { width, height } = size
  const rgba = new Uint8Array(4 * width * height)
  const rows = Buffer.alloc((3 * width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const colour = colourAt(x, y)
      rgba.set([...colour, 255], 4 * (y * width + x))
      rows.set(colour, (3 * width + 1) * y + 1 + 3 * x)
    }
  await put('colour.jpg', await Transformer.fromRgbaPixels(rgba, width, height).jpeg(95))
  await put('colour.png', pngOf(width, height, 2, rows, 8))
  const grey = Buffer.concat(
    Array.from({ length: 64 }, (_, y) =>
      Buffer.from([0, ...Array.from({ length: 80 }, (_, x) => x + 2 * y)]),
    ),
  )
  await put('grey.png', pngOf(80, 64, 0, grey, 8))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function allRows(name: string): Promise<{ lengths: number[]; data: Buffer }> {
  const bands: Uint8Array[] = []
  for await (const band of readBands(files[name].path, files[name].info)) bands.push(band)
  return { lengths: bands.map(({ length }) => length), data: Buffer.concat(bands) }
}

describe('a picture that is read some rows at a time', () => {
  it('comes from top to bottom, the last band with what is left', async () => {
    const { lengths } = await allRows('colour.png')
    expect(lengths).toEqual([3 * 3500 * 512, 3 * 3500 * (600 - 512)])
  })

  it('has the pixels of a PNG to the bit, and those of a JPEG as the other decoder gives them', async () => {
    for (const [name, most] of [
      ['colour.png', 0],
      ['grey.png', 0],
      ['colour.jpg', 4],
    ] as const) {
      const { data } = await allRows(name)
      const whole = await decodeImage(files[name].bytes)
      if (!whole.ok) throw new Error(whole.error.message)
      expect(data.length).toBe(whole.value.data.length)
      let worst = 0
      for (let i = 0; i < data.length; i++) worst = Math.max(worst, Math.abs(data[i] - whole.value.data[i]))
      expect(worst, name).toBeLessThanOrEqual(most)
    }
  })

  it('is shrunk to a first sight: half of a JPEG of 3,500 px, then to 1,600 px', async () => {
    for (const name of ['colour.jpg', 'colour.png']) {
      const shrunk = await readShrunk(files[name].path, files[name].info)
      expect([shrunk.width, shrunk.height]).toEqual([1600, 274])
      expect(shrunk.data.length).toBe(3 * 1600 * 274)
      const at = (x: number, y: number) => [
        ...shrunk.data.subarray(3 * (y * 1600 + x), 3 * (y * 1600 + x) + 3),
      ]
      for (const [x, y, colour] of [
        [100, 50, [120, 20, 30]],
        [1500, 250, [150, 230, 140]],
      ] as const)
        for (const [c, value] of at(x, y).entries())
          expect(Math.abs(value - colour[c])).toBeLessThanOrEqual(3)
      // The line of one pixel has not vanished: row 400 of 600 is row 182 or 183 of 274.
      expect(Math.max(at(100, 182)[1], at(100, 183)[1])).toBeGreaterThan(60)
    }
  })

  it('throws where the file is cut off', async () => {
    for (const name of ['colour.jpg', 'colour.png']) {
      const { path, bytes, info } = files[name]
      await writeFile(`${path}.torn`, bytes.subarray(0, bytes.length >> 1))
      await expect(
        (async () => {
          for await (const _ of readBands(`${path}.torn`, info));
        })(),
      ).rejects.toThrow()
      await expect(readShrunk(`${path}.torn`, info)).rejects.toThrow()
    }
  })

  it('has no options in its name', async () => {
    const path = join(folder, 'grey[page=2].png')
    await writeFile(path, files['grey.png'].bytes)
    expect((await readShrunk(path, files['grey.png'].info)).width).toBe(80)
  })

  it.each([
    [{}, true],
    [{ format: 'png' }, true],
    [{ format: 'webp' }, false],
    [{ orientation: 6 }, false],
    [{ cmyk: true }, false],
    [{ hasAlpha: true }, false],
    [{ bitDepth: 16 }, false],
    [{ bitDepth: 4 }, false],
  ])('is an upright JPEG or opaque PNG of 8 bits: %j is %s', (changes, expected) => {
    const info = { ...files['colour.jpg'].info, ...changes } as ImageInfo
    expect(isStreamed(info)).toBe(expected)
  })
})
