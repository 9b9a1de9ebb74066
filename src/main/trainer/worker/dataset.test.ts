import { describe, expect, it } from 'vitest'
import { TrainConfig } from '../../../shared/training/config/index'
import type { JobImage } from '../../../shared/training/protocol'
import { plainView } from '../../detector/augment/types'
import { trunks } from '../../detector/trunks/index'
import type { PlannedConfig } from '../plan/types'
import { generatePictures } from '../testing/generatedPictures'
import { createBatchMaker } from './dataset'
import { createDeck } from './deck'
import { createPictureCache } from './pictureCache'
import { seeTruth } from './truth'

const input = { width: 32, height: 32 }
const config = TrainConfig.parse({}) as PlannedConfig
const makerOf = (images: readonly JobImage[]) => {
  const { decode } = generatePictures(8, 0)
  const deck = createDeck(images, config, { ...input, tileScale: null })
  return createBatchMaker(deck, createPictureCache(decode, 1e9), { config, input, trunk: trunks.tiny })
}

describe('batches', () => {
  it('show every picture once an epoch, in another order each time', async () => {
    const maker = makerOf(generatePictures(8, 0).images)
    const idsOf = async (epoch: number) => {
      const batches = await Promise.all([0, 1].map((step) => maker.make(epoch, step, 4)))
      return batches.flatMap(({ images }) => images.map(({ id }) => id))
    }
    const [first, second] = [await idsOf(0), await idsOf(1)]
    expect([...first].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
    expect([...second].sort()).toEqual([...first].sort())
    expect(second).not.toEqual(first)
  })

  it('are the same for the same epoch and step, whatever was asked for before', async () => {
    const { images } = generatePictures(8, 0)
    const fresh = await makerOf(images).make(3, 1, 4)
    const busy = makerOf(images)
    await busy.make(0, 0, 4)
    expect(await busy.make(3, 1, 4)).toEqual(fresh)
    expect((await busy.make(4, 1, 4)).pictures).not.toEqual(fresh.pictures)
  })

  it('show a picture with a hard negative twice', async () => {
    const images = generatePictures(3, 0).images
    images[1]?.marks.push({ kind: 'hard-negative', classIndex: null, x1: 1, y1: 1, x2: 20, y2: 20 })
    const { images: shown } = await makerOf(images).make(0, 0, 4)
    expect(shown.map(({ id }) => id).sort()).toEqual(['0', '1', '1', '2'])
  })

  it('are filled up from the front of the order', async () => {
    const { images } = await makerOf(generatePictures(3, 0).images).make(0, 0, 5)
    expect(images.slice(3).map(({ id }) => id)).toEqual(images.slice(0, 2).map(({ id }) => id))
  })
})

it('keeps boxes, ignored boxes and marks apart, in px of the input', () => {
  const [image] = generatePictures(1, 0).images as [JobImage]
  const labelled: JobImage = {
    ...image,
    boxes: [
      { x1: 0, y1: 0, x2: 48, y2: 24, classIndex: 1, ignore: false },
      { x1: 48, y1: 48, x2: 96, y2: 96, classIndex: 0, ignore: true },
    ],
    marks: [
      { kind: 'hard-negative', classIndex: 1, x1: 0, y1: 48, x2: 24, y2: 96 },
      { kind: 'hard-negative', classIndex: 1, x1: 48, y1: 48, x2: 96, y2: 96, weight: 8 },
      { kind: 'ignore', classIndex: null, x1: 48, y1: 0, x2: 96, y2: 48 },
    ],
  }
  const part = { sample: 0, view: plainView(), x: 0, y: 0, ...input, featherPx: 0 }
  const truth = seeTruth({ parts: [part] }, [{ image: labelled, minVisible: undefined }])
  expect(truth).toEqual({
    boxesXyxyPx: Float32Array.of(0, 0, 16, 8),
    classes: Int32Array.of(1),
    occluded: Uint8Array.of(0),
    ignoreXyxyPx: Float32Array.of(16, 16, 32, 32, 16, 0, 32, 16),
    hardNegativesXyxyPx: Float32Array.of(0, 16, 8, 32, 16, 16, 32, 32),
    hardNegativeWeights: Float32Array.of(0, 8),
  })
})

describe('the cache of pictures', () => {
  it('decodes once and forgets the one wanted longest ago', async () => {
    const decoded: string[] = []
    const size = { width: 2, height: 2 }
    const decode = async (file: string) => {
      decoded.push(file)
      return new Uint8Array(12)
    }
    const cache = createPictureCache(decode, 24)
    for (const file of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.get(file, size)
    expect(decoded).toEqual(['a', 'b', 'c', 'b'])
    expect(cache.usedBytes()).toBe(24)
  })

  it('decodes ahead what there is room for, once, and leaves a failure to whoever wants the picture', async () => {
    const decoded: string[] = []
    const size = { width: 2, height: 2 }
    const decode = async (file: string) => {
      decoded.push(file)
      if (file === 'broken') throw new Error('broken')
      return new Uint8Array(12)
    }
    // A quarter of it: two pictures.
    const cache = createPictureCache(decode, 96)
    for (const file of ['a', 'a', 'broken', 'c']) cache.prefetch(file, size)
    expect(decoded).toEqual(['a', 'broken'])
    await cache.get('a', size)
    await expect(cache.get('broken', size)).rejects.toThrow('broken')
    cache.prefetch('c', size)
    expect(decoded).toEqual(['a', 'broken', 'c'])
  })
})
