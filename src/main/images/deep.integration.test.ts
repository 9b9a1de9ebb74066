import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { unpackDeep } from '../../shared/images/deepPicture'
import { decodeImage, openNative } from './decode'
import { lookAtDeep, readDeep, shrinkDeep } from './deep'
import { DEEP_FIRST_SIDE_PX, renderDeep } from './deepUpright'
import { inspectImage } from './inspect'
import { probeImage } from './probe'
import { renderUpright } from './upright'

interface Expected {
  file: string
  width: number
  height: number
  channels: number
  samples: string
  min: number
  max: number
  auto: { low: number; high: number }
  autoRgb: string
  windowRgb: string
}

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/deep-pictures/${name}`, import.meta.url))
const expected: {
  width: number
  height: number
  window: { low: number; high: number; gamma: number }
  deep: Expected[]
  eight: { file: string; channels: number; samples: string }[]
} = JSON.parse(readFileSync(fixture('expected.json'), 'utf8'))
const bytesOf = (base64: string) => [...Buffer.from(base64, 'base64')]

async function decoded(...args: Parameters<typeof decodeImage>) {
  const result = await decodeImage(...args)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

async function samplesOf(file: string) {
  const bytes = readFileSync(fixture(file))
  const probed = probeImage(bytes)
  if (!probed.ok) throw new Error(probed.error.message)
  return { info: probed.value, pixels: await readDeep(openNative(bytes, probed.value), probed.value), bytes }
}

describe('16-bit pictures, as numpy has them', () => {
  it('are more than a few', () => expect(expected.deep.length).toBeGreaterThanOrEqual(18))

  it.each(expected.deep)('$file', async (one) => {
    const { info, pixels } = await samplesOf(one.file)
    expect([info.width, info.height, info.bitDepth]).toEqual([one.width, one.height, 16])
    expect(pixels.channels).toBe(one.channels)
    const { samples } = pixels
    expect([...new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)]).toEqual(
      bytesOf(one.samples),
    )
    const { min, max, auto } = await lookAtDeep(pixels)
    expect([min, max, auto]).toEqual([one.min, one.max, { ...one.auto, gamma: 1 }])
    expect([...(await decoded(fixture(one.file))).data]).toEqual(bytesOf(one.autoRgb))
    const fixed = { kind: 'fixed', window: expected.window } as const
    expect([...(await decoded(fixture(one.file), { depth: fixed })).data]).toEqual(bytesOf(one.windowRgb))
    expect((await inspectImage(fixture(one.file))).problem).toBeNull()
  })

  it('leave one dead and one hot pixel out of the automatic window', () => {
    const noisy = expected.deep.find(({ file }) => file === 'outliers.png')
    expect([noisy?.min, noisy?.max]).toEqual([0, 65_535])
    expect(noisy?.auto.low).toBeGreaterThan(800)
    expect(noisy?.auto.high).toBeLessThan(1600)
  })

  it('keep every sample on their way to the canvas', async () => {
    const one = expected.deep.find(({ file }) => file === 'pages.tif') as Expected
    const sent = await renderUpright(fixture('pages.tif'))
    if (!sent.ok) throw new Error(sent.error.message)
    expect(sent.value.contentType).toBe('application/x-focal-deep')
    const picture = unpackDeep(new Uint8Array(sent.value.bytes).buffer)
    const { width, height, channels, numPages, auto, samples } = picture
    expect([width, height, channels, numPages]).toEqual([21, 13, 1, 3])
    expect(auto).toEqual({ ...one.auto, gamma: 1 })
    expect([...new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)]).toEqual(
      bytesOf(one.samples),
    )
  })

  it('are cut and scaled through the window of the whole picture', async () => {
    const whole = await decoded(fixture('grey.tif'))
    const part = await decoded(fixture('grey.tif'), { region: { x1: 4, y1: 3, x2: 9, y2: 8 } })
    for (let y = 0; y < 5; y++)
      expect([...part.data.subarray(15 * y, 15 * y + 15)]).toEqual([
        ...whole.data.subarray(3 * ((y + 3) * 21 + 4), 3 * ((y + 3) * 21 + 4) + 15),
      ])
    const small = await decoded(fixture('grey.tif'), { width: 7, height: 5 })
    expect([small.width, small.height, small.data.length]).toEqual([7, 5, 105])
  })

  it('are reduced to means of squares of pixels', async () => {
    const samples = Uint16Array.from([10, 20, 30, 40, 50, 60, 70, 80, 65_535])
    // 3 x 3 in squares of 2: (10+20+40+50)/4, (30+60)/2, (70+80)/2, 65535.
    expect(await shrinkDeep({ width: 3, height: 3, channels: 1, samples }, 2)).toEqual({
      width: 2,
      height: 2,
      channels: 1,
      samples: Uint16Array.from([30, 45, 75, 65_535]),
    })
    const { bytes, info } = await samplesOf('rgb.tif')
    const sent = await renderDeep(bytes, info, 11)
    if (!sent.ok) throw new Error(sent.error.message)
    const { width, height, channels } = unpackDeep(new Uint8Array(sent.value.bytes).buffer)
    expect([width, height, channels]).toEqual([11, 7, 3])
    expect(DEEP_FIRST_SIDE_PX).toBeGreaterThanOrEqual(2560)
  })
})

describe('8-bit TIFFs, as numpy has them', () => {
  it.each(expected.eight)('$file', async ({ file, channels, samples }) => {
    const { data } = await decoded(fixture(file))
    const bytes = bytesOf(samples)
    expect([...data]).toEqual(channels === 3 ? bytes : bytes.flatMap((value) => [value, value, value]))
  })
})
