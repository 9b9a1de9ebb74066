import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpackDeep } from '../../../shared/images/deepPicture'
import { levelFor, pyramidLevels } from '../../../shared/images/pyramid'
import { decodeImage } from '../decode'
import { greyTiff } from '../testing/deepFiles'
import { cutTiles } from './cutTiles'
import { halve } from './pyramidOfBands'
import { deepTileName, tileName } from './tileNames'

/** Four flat quarters of known colours on 1,700 x 1,100 px: red, green over blue, white. */
const size = { width: 1700, height: 1100 }
const quarters = [
  [200, 0, 0],
  [0, 200, 0],
  [0, 0, 200],
  [255, 255, 255],
]
const colourAt = (x: number, y: number) =>
  quarters[(x >= size.width / 2 ? 1 : 0) + (y >= size.height / 2 ? 2 : 0)]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-tiles-'))
  const rgba = new Uint8Array(4 * size.width * size.height)
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) rgba.set([...colourAt(x, y), 255], 4 * (y * size.width + x))
  const png = await Transformer.fromRgbaPixels(rgba, size.width, size.height).png()
  await writeFile(join(folder, 'picture.png'), png)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the pyramid of a huge picture', () => {
  it('halves down to what a first sight has anyway', () => {
    expect(pyramidLevels(12_000, 9000)).toEqual([
      { width: 12_000, height: 9000, columns: 24, rows: 18 },
      { width: 6000, height: 4500, columns: 12, rows: 9 },
      { width: 3000, height: 2250, columns: 6, rows: 5 },
      { width: 1500, height: 1125, columns: 3, rows: 3 },
    ])
  })

  it.each([
    [2, 0],
    [1, 0],
    [0.51, 0],
    [0.5, 1],
    [0.25, 2],
    [0.01, 3],
  ])('shows at scale %f level %i', (scale, level) => {
    expect(levelFor(scale, 4)).toBe(level)
  })

  it('has every tile, each of the part of the picture that its place says', async () => {
    const out = join(folder, 'out')
    expect(await cutTiles(join(folder, 'picture.png'), out)).toEqual({ ok: true, value: null })
    expect((await readdir(out)).sort()).toEqual(
      [0, 1, 2, 3].flatMap((column) => [0, 1, 2].map((row) => tileName(0, column, row))).sort(),
    )
    const last = await decodeImage(await readFile(join(out, tileName(0, 3, 2))))
    expect(last.ok && { width: last.value.width, height: last.value.height }).toEqual({
      width: 1700 - 3 * 512,
      height: 1100 - 2 * 512,
    })
    for (const [column, row, x, y] of [
      [0, 0, 20, 30],
      [3, 0, 1600, 30],
      [0, 2, 20, 1090],
      [3, 2, 1690, 1090],
      [1, 1, 700, 700],
    ]) {
      const tile = await decodeImage(await readFile(join(out, tileName(0, column, row))))
      if (!tile.ok) throw new Error(tile.error.message)
      const at = 3 * ((y - 512 * row) * tile.value.width + (x - 512 * column))
      for (const [c, value] of colourAt(x, y).entries())
        expect(Math.abs(tile.value.data[at + c] - value)).toBeLessThanOrEqual(3)
    }
  })

  it.each(['wide.jpg', 'wide.webp'])(
    'of %s has the same tiles, levels and colours whether its rows are streamed or not, and tells of each row of them',
    async (name) => {
      const wide = { width: 3300, height: 1500 }
      const colour = (x: number, y: number) => (x < 1650 ? [210, 40, 40] : [40, y < 1100 ? 60 : 160, 210])
      const rgba = new Uint8Array(4 * wide.width * wide.height)
      for (let y = 0; y < wide.height; y++)
        for (let x = 0; x < wide.width; x++) rgba.set([...colour(x, y), 255], 4 * (y * wide.width + x))
      const picture = Transformer.fromRgbaPixels(rgba, wide.width, wide.height)
      await writeFile(
        join(folder, name),
        name.endsWith('jpg') ? await picture.jpeg(95) : await picture.webp(95),
      )
      const out = join(folder, `tiles of ${name}`)
      const rows: string[] = []
      const cut = await cutTiles(join(folder, name), out, ({ level, row }) => rows.push(`${level}/${row}`))
      expect(cut).toEqual({ ok: true, value: null })
      // A row of the coarser level comes once two of the finer one are there, or all.
      expect(rows).toEqual(['0/0', '0/1', '1/0', '0/2', '1/1'])
      const names = pyramidLevels(wide.width, wide.height).flatMap(({ columns, rows }, level) =>
        Array.from({ length: columns * rows }, (_, i) =>
          tileName(level, i % columns, Math.floor(i / columns)),
        ),
      )
      expect(names.length).toBe(7 * 3 + 4 * 2)
      expect((await readdir(out)).sort()).toEqual(names.sort())
      for (const [level, column, row, size, x, y] of [
        [0, 0, 0, [512, 512], 100, 100],
        [0, 6, 2, [3300 - 6 * 512, 1500 - 2 * 512], 3200, 1400],
        [1, 3, 1, [1650 - 3 * 512, 750 - 512], 1640, 700],
        [1, 0, 0, [512, 512], 100, 100],
      ] as const) {
        const tile = await decodeImage(await readFile(join(out, tileName(level, column, row))))
        if (!tile.ok) throw new Error(tile.error.message)
        expect([tile.value.width, tile.value.height]).toEqual(size)
        const at = 3 * ((y - 512 * row) * tile.value.width + (x - 512 * column))
        for (const [c, value] of colour(x * 2 ** level, y * 2 ** level).entries())
          expect(Math.abs(tile.value.data[at + c] - value)).toBeLessThanOrEqual(5)
      }
    },
  )

  it('of a JPEG that is cut off is refused with its code', async () => {
    const whole = await readFile(join(folder, 'wide.jpg'))
    await writeFile(join(folder, 'torn.jpg'), whole.subarray(0, whole.length >> 1))
    const result = await cutTiles(join(folder, 'torn.jpg'), join(folder, 'torn'))
    expect(result.ok ? null : result.error.code).toBe('image-unreadable')
  })

  it('refuses what is no picture with its code', async () => {
    await writeFile(join(folder, 'text.png'), 'no picture')
    const result = await cutTiles(join(folder, 'text.png'), join(folder, 'none'))
    expect(result.ok ? null : result.error.code).toBe('image-unreadable')
  })

  it('takes the mean of four, and counts the last column twice where the width is odd', () => {
    const rgb = Uint8Array.from([0, 10, 20, 100, 110, 120, 40, 50, 60].flatMap((v) => [v]))
    // One row of three pixels: (0,10,20) (100,110,120) (40,50,60).
    expect(halve(rgb, 3, 1)).toEqual({
      data: Uint8Array.from([50, 60, 70, 40, 50, 60]),
      width: 2,
      height: 1,
    })
  })
})

describe('the pyramid of a huge 16-bit picture', () => {
  it('keeps the depth: every tile has the samples of its place, the coarser ones their means', async () => {
    const wide = { width: 3200, height: 600 }
    const at = (x: number, y: number) => (x * 37 + y * 11) % 65_536
    const samples = Uint16Array.from({ length: wide.width * wide.height }, (_, i) =>
      at(i % wide.width, Math.floor(i / wide.width)),
    )
    await writeFile(join(folder, 'deep.tif'), greyTiff(samples, wide.width, wide.height))
    const out = join(folder, 'deep')
    expect(await cutTiles(join(folder, 'deep.tif'), out)).toEqual({ ok: true, value: null })
    const read = async (level: number, column: number, row: number) =>
      unpackDeep(new Uint8Array(await readFile(join(out, deepTileName(level, column, row)))).buffer)
    expect((await readdir(out)).length).toBe(7 * 2 + 4)
    const last = await read(0, 6, 1)
    expect([last.width, last.height, last.channels]).toEqual([3200 - 6 * 512, 600 - 512, 1])
    for (const [x, y] of [
      [0, 0],
      [63, 87],
      [40, 12],
    ])
      expect(last.samples[y * last.width + x]).toBe(at(6 * 512 + x, 512 + y))
    const half = await read(1, 1, 0)
    // Its first pixel is the mean of (1024, 0), (1025, 0), (1024, 1) and (1025, 1).
    const four = [at(1024, 0), at(1025, 0), at(1024, 1), at(1025, 1)]
    expect([half.width, half.height, half.samples[0]]).toEqual([
      512,
      300,
      Math.round(four.reduce((sum, value) => sum + value) / 4),
    ])
  })
})
