import { FastResizeFilter, ResizeFit, Transformer } from '@napi-rs/image'
import type { ImageId } from '../../shared/ids'
import type { DepthRule } from '../../shared/images/depthWindow'
import { createRandom } from '../../shared/random'
import { StudioError } from '../../shared/result'
import type { TrainConfig } from '../../shared/training/config/index'
import type { AugmentedView } from '../../shared/training/preview'
import type { JobImage } from '../../shared/training/protocol'
import { drawScene } from '../detector/augment/index'
import { renderScene } from '../detector/augment/renderScene'
import type { Normalisation } from '../detector/augment/renderView'
import { trunks } from '../detector/trunks/index'
import { turn } from '../timing/turn'
import { planRun } from './plan/planRun'
import { picturesOf } from './worker/dataset'
import { createDeck } from './worker/deck'
import { inputSizeAt } from './worker/inputSize'
import { createPictureCache } from './worker/pictureCache'
import { pictureDecoder } from './worker/pictureDecoder'
import { seeObjects } from './worker/truth'

/** Longest side of what is shown; larger inputs are rendered as training does and then made smaller. */
const MAX_SIDE_PX = 640
const CACHE_BYTES = 192e6
const JPEG_QUALITY = 82
const PICK_STREAM = 6
const SCENE_STREAM = 7
/** Steps between two sizes of the input under `multiScale`: each view shows another. */
const STEPS_APART = 10

export interface PreviewRequest {
  images: readonly JobImage[]
  numClasses: number
  config: TrainConfig
  /** How 16-bit pictures become 8 bits; absent: each by its own range. */
  depth?: DepthRule
  count: number
  /** Another number shows other pictures, seen in other ways. */
  seed: number
}

/**
 * Training pictures as the first epoch under these settings would show them: same deck, same augmentations, same pixels
 * as the trainer's. Pictures that cannot be read are passed over. Other work gets its turn between two of them.
 */
export async function previewAugmentation(request: PreviewRequest): Promise<AugmentedView[]> {
  const train = request.images.filter(({ split }) => split === 'train')
  if (train.length === 0) return []
  const plan = planRun(request.images, request.numClasses, request.config)
  const { config, view } = plan
  const own = plan.architecture.input
  const deck = createDeck(train, config, view)
  const { preprocessing } = trunks[config.trunk]
  const cache = createPictureCache(pictureDecoder(request.depth), CACHE_BYTES)
  const order = createRandom(request.seed, PICK_STREAM).shuffle(deck.deal(0))
  const views: AugmentedView[] = []
  for (const [i, sample] of order.entries()) {
    if (views.length === request.count) break
    const input = config.input.multiScale ? inputSizeAt(own, request.seed, i * STEPS_APART) : own
    const context = { samples: deck.entries, settings: config.augment, input, progress: 0 }
    const scene = drawScene(sample, context, createRandom(request.seed, SCENE_STREAM, i))
    try {
      const pictureOf = await picturesOf(scene, deck, cache)
      const out = new Float32Array(input.width * input.height * 3)
      renderScene(scene, pictureOf, preprocessing, { out, offset: 0, ...input })
      const jpeg = await encode(out, input, preprocessing)
      const { scale } = jpeg
      views.push({
        imageId: deck.entries[sample].image.id as ImageId,
        width: jpeg.width,
        height: jpeg.height,
        jpegBase64: jpeg.bytes.toString('base64'),
        boxes: seeObjects(scene, deck.entries).map(({ box, classIndex, ignore }) => ({
          classIndex,
          x1: box.x1 * scale,
          y1: box.y1 * scale,
          x2: box.x2 * scale,
          y2: box.y2 * scale,
          ignore,
        })),
      })
    } catch (cause) {
      if (!(cause instanceof StudioError)) throw cause
    }
    await turn()
  }
  return views
}

async function encode(
  values: Float32Array,
  { width, height }: { width: number; height: number },
  { mean, std }: Normalisation,
): Promise<{ bytes: Buffer; width: number; height: number; scale: number }> {
  // Clamped and rounded by the array itself.
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgba[i * 4 + c] = values[i * 3 + c] * std[c] + mean[c]
    rgba[i * 4 + 3] = 255
  }
  const picture = Transformer.fromRgbaPixels(new Uint8Array(rgba.buffer), width, height)
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(width, height))
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) }
  if (scale < 1) picture.fastResize({ ...size, fit: ResizeFit.Fill, filter: FastResizeFilter.Bilinear })
  return { bytes: await picture.jpeg(JPEG_QUALITY), ...size, scale }
}
