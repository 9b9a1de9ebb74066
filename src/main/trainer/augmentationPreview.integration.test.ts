import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { TrainConfig, type TrainConfigInput } from '../../shared/training/config/index'
import { AugmentedView } from '../../shared/training/preview'
import type { JobImage } from '../../shared/training/protocol'
import { decodeImage } from '../images/decode'
import { previewAugmentation } from './augmentationPreview'

/** Pictures of 160 x 120: black, with a white rectangle that is their box. */
const BOX = { x1: 40, y1: 30, x2: 90, y2: 80 }
let folder: string
const images: JobImage[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-preview-'))
  for (let i = 0; i < 6; i++) {
    const rgba = new Uint8Array(160 * 120 * 4)
    for (let at = 0; at < 160 * 120; at++) {
      const [x, y] = [at % 160, Math.floor(at / 160)]
      const isInside = x >= BOX.x1 && x < BOX.x2 && y >= BOX.y1 && y < BOX.y2
      rgba.set(isInside ? [255, 255, 255, 255] : [0, 0, 0, 255], at * 4)
    }
    const file = join(folder, `${i}.png`)
    await writeFile(file, await Transformer.fromRgbaPixels(rgba, 160, 120).png())
    images.push({
      id: newId(),
      file,
      width: 160,
      height: 120,
      split: i < 5 ? 'train' : 'val',
      boxes: [{ ...BOX, classIndex: 0, ignore: false }],
      marks: [],
    })
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const preview = (config: TrainConfigInput, count = 4, seed = 1) =>
  previewAugmentation({ images, numClasses: 1, config: TrainConfig.parse(config), count, seed })

describe('a preview of augmentation', () => {
  it('shows boxes on their objects, at the size that is shown', async () => {
    const views = await preview({
      trunk: 'tiny',
      input: { size: 768 },
      augment: { crop: 0, color: 0, zoomOut: 1, rotate90: 0.5 },
    })
    expect(views).toHaveLength(4)
    for (const view of views) {
      expect(AugmentedView.safeParse(view).success).toBe(true)
      expect([view.width, view.height]).toEqual([640, 480])
      const decoded = await decodeImage(Buffer.from(view.jpegBase64, 'base64'))
      if (!decoded.ok) throw new Error(decoded.error.message)
      const { data, width, height } = decoded.value
      expect([width, height]).toEqual([640, 480])
      const [box] = view.boxes
      const found = { x1: width, y1: height, x2: 0, y2: 0 }
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          if (data[(y * width + x) * 3] < 190) continue
          found.x1 = Math.min(found.x1, x)
          found.y1 = Math.min(found.y1, y)
          found.x2 = Math.max(found.x2, x + 1)
          found.y2 = Math.max(found.y2, y + 1)
        }
      }
      // Two px of the small picture's blur and of the JPEG's blocks.
      for (const side of ['x1', 'y1', 'x2', 'y2'] as const) {
        expect(Math.abs(found[side] - box[side])).toBeLessThanOrEqual(4)
      }
    }
  })

  it('shows training pictures only, the same for the same seed, others for another', async () => {
    const first = await preview({ trunk: 'tiny' }, 12)
    expect(first.map(({ imageId }) => imageId).sort()).toEqual(
      images
        .slice(0, 5)
        .map(({ id }) => id)
        .sort(),
    )
    expect(await preview({ trunk: 'tiny' }, 12)).toEqual(first)
    expect(await preview({ trunk: 'tiny' }, 12, 2)).not.toEqual(first)
  })

  it('passes over a picture that cannot be read, and shows none where there is none', async () => {
    const broken = images.map((image, i) => (i === 0 ? { ...image, file: join(folder, 'gone.png') } : image))
    const request = { numClasses: 1, config: TrainConfig.parse({ trunk: 'tiny' }), count: 12, seed: 1 }
    expect(await previewAugmentation({ ...request, images: broken })).toHaveLength(4)
    expect(await previewAugmentation({ ...request, images: [] })).toEqual([])
  })
})
