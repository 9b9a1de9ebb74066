import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DeepPixels, deepToCanvas, deepToRgb, packDeep, unpackDeep } from './deepPicture'
import { autoWindow, DepthWindow, fullWindow, windowTable } from './depthWindow'

const seed = Number(process.env.FOCAL_SEED ?? 20_261_127)
console.info(`depth window seed ${seed}`)

const anyWindow = fc
  .record({
    low: fc.integer({ min: 0, max: 65_534 }),
    width: fc.integer({ min: 1, max: 65_535 }),
    gamma: fc.double({ min: 0.1, max: 10, noNaN: true }),
  })
  .map(({ low, width, gamma }) => ({ low, high: Math.min(65_535, low + width), gamma }))

const anyPixels: fc.Arbitrary<DeepPixels> = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    channels: fc.constantFrom(1, 2, 3, 4),
  })
  .chain((size) =>
    fc
      .uint16Array({
        minLength: size.width * size.height * size.channels,
        maxLength: size.width * size.height * size.channels,
      })
      .map((samples) => ({ ...size, samples })),
  )

describe('the table of a window', () => {
  it('rises from black at low to white at high, and is the formula between', () => {
    fc.assert(
      fc.property(
        anyWindow,
        fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 20 }),
        (window, some) => {
          expect(DepthWindow.safeParse(window).success).toBe(true)
          const table = windowTable(window)
          expect([table.length, table[window.low], table[window.high], table[0]]).toEqual([65_536, 0, 255, 0])
          for (let level = 1; level < table.length; level++)
            if (table[level] < table[level - 1]) throw new Error(`falls at ${level}`)
          for (const level of some) {
            const share = Math.min(1, Math.max(0, (level - window.low) / (window.high - window.low)))
            expect(table[level]).toBe(Math.floor(255 * share ** (1 / window.gamma) + 0.5))
          }
        },
      ),
      { seed, numRuns: 60 },
    )
  })

  it('has by hand: 1000 to 3000 shows 2000 at 128, and at gamma 2 shows 1500 at 128', () => {
    expect(windowTable({ low: 1000, high: 3000, gamma: 1 })[2000]).toBe(128)
    expect(windowTable({ low: 1000, high: 3000, gamma: 2 })[1500]).toBe(128)
  })

  it('loses nothing that 8 bits can hold: over 256 levels it is one to one', () => {
    const table = windowTable({ low: 700, high: 955, gamma: 1 })
    expect([...table.subarray(700, 956)]).toEqual(Array.from({ length: 256 }, (_, i) => i))
  })
})

describe('the automatic window', () => {
  it('is what sorting says', () => {
    fc.assert(
      fc.property(fc.uint16Array({ minLength: 1, maxLength: 4000 }), (samples) => {
        const counts = new Uint32Array(65_536)
        for (const sample of samples) counts[sample]++
        const sorted = [...samples].sort((a, b) => a - b)
        const low = Math.min(65_534, sorted[Math.ceil(sorted.length / 1000) - 1])
        const high = sorted[Math.ceil((999 * sorted.length) / 1000) - 1]
        expect(autoWindow(counts)).toEqual({ low, high: Math.max(low + 1, high), gamma: 1 })
      }),
      { seed, numRuns: 60 },
    )
  })

  it('of a picture of one level shows it dark, of a full one as well', () => {
    const counts = new Uint32Array(65_536)
    counts[400] = 5000
    expect(autoWindow(counts)).toEqual({ low: 400, high: 401, gamma: 1 })
    expect(autoWindow(counts.fill(0).fill(9, 65_535))).toEqual({ low: 65_534, high: 65_535, gamma: 1 })
  })

  it.each([
    [800, 1023],
    [1024, 4095],
    [4096, 16_383],
    [16_384, 65_535],
  ])('full, of a highest sample of %i ends at %i', (highest, high) => {
    expect(fullWindow(highest)).toEqual({ low: 0, high, gamma: 1 })
  })
})

describe('pixels through a window', () => {
  it('are the same for training and for the canvas', () => {
    fc.assert(
      fc.property(anyPixels, anyWindow, (pixels, window) => {
        const table = windowTable(window)
        const numPixels = pixels.width * pixels.height
        const rgb = new Uint8Array(3 * numPixels)
        deepToRgb(pixels, table, rgb, 0, numPixels)
        const rgba = deepToCanvas(pixels, table)
        expect(rgba.length).toBe(4 * numPixels)
        for (let i = 0; i < numPixels; i++)
          expect([...rgba.subarray(4 * i, 4 * i + 4)]).toEqual([...rgb.subarray(3 * i, 3 * i + 3), 255])
      }),
      { seed, numRuns: 100 },
    )
  })

  it('come out of their bytes as they went in; other bytes are refused', () => {
    fc.assert(
      fc.property(anyPixels, (pixels) => {
        const picture = { ...pixels, min: 3, max: 9, auto: { low: 4, high: 8, gamma: 1 }, numPages: 2 }
        const bytes = packDeep(picture)
        expect(unpackDeep(bytes.slice().buffer)).toEqual(picture)
        expect(() => unpackDeep(bytes.slice(0, -1).buffer)).toThrow(RangeError)
      }),
      { seed, numRuns: 50 },
    )
    expect(() => unpackDeep(new ArrayBuffer(10))).toThrow(RangeError)
    expect(() => unpackDeep(new ArrayBuffer(100))).toThrow(RangeError)
  })
})
