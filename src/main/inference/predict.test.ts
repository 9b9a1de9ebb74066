import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DepthRule } from '../../shared/images/depthWindow'
import { greyTiff } from '../images/testing/deepFiles'
import { predictImages, toPicture } from './predict'
import type { DetectorSession, Sight } from './session'

describe('toPicture', () => {
  it('stretches boxes from the input to the picture and clips them to it', () => {
    const found = {
      boxes: Float32Array.of(32, 16, 64, 48, 90, -1, 96.5, 8),
      scores: Float32Array.of(0.75, 0.5),
      labels: Int32Array.of(1, 0),
      ms: 3,
    }
    const detections = toPicture(
      found,
      ['cat', 'dog'],
      { width: 96, height: 64 },
      { width: 480, height: 128 },
    )
    expect(detections).toEqual([
      { classIndex: 1, class: 'dog', score: 0.75, box: { x1: 160, y1: 32, x2: 320, y2: 96 } },
      { classIndex: 0, class: 'cat', score: 0.5, box: { x1: 450, y1: 0, x2: 480, y2: 16 } },
    ])
  })
})

describe('a 16-bit picture', () => {
  it('reaches the network through the window of its manifest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'focal-predict-'))
    const file = join(folder, 'deep.tif')
    await writeFile(file, greyTiff(Uint16Array.from([1000, 2000, 3000, 4000]), 2, 2))
    // auto: the range 1000 to 4000; fixed by hand: (v - 2000) / 1000.
    expect(await seen(file, { kind: 'auto' })).toEqual([0, 85, 170, 255])
    const window = { low: 2000, high: 3000, gamma: 1 }
    expect(await seen(file, { kind: 'fixed', window })).toEqual([0, 0, 255, 255])
    await rm(folder, { recursive: true })
  })
})

/** The red channel of what a network of a 2 x 2 input gets of a picture. */
async function seen(file: string, depth: DepthRule): Promise<number[]> {
  let pixels = new Uint8Array()
  const nothing = { boxes: new Float32Array(), scores: new Float32Array(), labels: new Int32Array(), ms: 0 }
  const session = {
    manifest: { classes: ['cell'], tiling: null, input: { width: 2, height: 2, depth } },
    detector: {
      detect: async (given: Uint8Array) => {
        pixels = given.slice()
        return nothing
      },
      close: async () => {},
    },
    close: async () => {},
  } as unknown as DetectorSession<Sight>
  const [{ error }] = await predictImages(session, [file])
  expect(error).toBeNull()
  return [...pixels].filter((_, i) => i % 3 === 0)
}
