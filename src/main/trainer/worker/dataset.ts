import type { Box } from '../../../shared/geometry/box'
import { createRandom } from '../../../shared/random'
import type { TrainConfig } from '../../../shared/training/config/index'
import type { JobImage } from '../../../shared/training/protocol'
import { drawView } from '../../detector/augment/drawView'
import { renderView } from '../../detector/augment/renderView'
import { plainView, type View } from '../../detector/augment/types'
import { seeBox } from '../../detector/augment/viewBoxes'
import type { ImageTruth } from '../../detector/matching/targets'
import type { Trunk } from '../../detector/trunks/types'
import type { PictureCache } from './pictureCache'

/** Pictures with a hard-negative mark are shown this many times an epoch. */
const HARD_NEGATIVE_REPEATS = 2
/** Tells the generators of order and augmentation apart. */
const ORDER_STREAM = 1
const VIEW_STREAM = 2

/** What a step learns from. */
export interface Batch {
  images: readonly JobImage[]
  /** [B, H, W, 3], normalised. */
  pictures: Float32Array
  truths: ImageTruth[]
}

export interface BatchMaker {
  stepsPerEpoch(batchSize: number): number
  /** Same seed, epoch, step and batch size: the same batch, bit for bit. */
  make(epoch: number, stepInEpoch: number, batchSize: number): Promise<Batch>
}

/** Deals the pictures of an epoch into batches, each seen in its own way. */
export function createBatchMaker(
  images: readonly JobImage[],
  cache: PictureCache,
  { config, input, trunk }: { config: TrainConfig; input: { width: number; height: number }; trunk: Trunk },
): BatchMaker {
  const deck = images.flatMap((image) => {
    const isHard = image.marks.some((mark) => mark.kind === 'hard-negative')
    return isHard ? new Array<JobImage>(HARD_NEGATIVE_REPEATS).fill(image) : [image]
  })
  let order: { epoch: number; places: number[] } | null = null
  const placesOf = (epoch: number) => {
    if (order?.epoch !== epoch) {
      const random = createRandom(config.seed, ORDER_STREAM, epoch)
      order = { epoch, places: random.shuffle(deck.map((_, i) => i)) }
    }
    return order.places
  }
  return {
    stepsPerEpoch: (batchSize) => Math.max(1, Math.round(deck.length / batchSize)),
    async make(epoch, stepInEpoch, batchSize) {
      const places = placesOf(epoch)
      // The last batch of an epoch is filled up from the front.
      const chosen = Array.from(
        { length: batchSize },
        (_, i) => places[(stepInEpoch * batchSize + i) % places.length] as number,
      )
      const found = await Promise.all(chosen.map((place) => cache.get((deck[place] as JobImage).file)))
      const pictures = new Float32Array(batchSize * input.width * input.height * 3)
      const truths = chosen.map((place, i) => {
        const image = deck[place] as JobImage
        const random = createRandom(config.seed, VIEW_STREAM, epoch, stepInEpoch * batchSize + i)
        const view = drawView(
          config.augment,
          image.boxes.map((box) => relative(box, image)),
          random,
        )
        const offset = i * input.width * input.height * 3
        renderView(found[i] as never, view, trunk.preprocessing, { out: pictures, offset, ...input })
        return seeTruth(image, view, input)
      })
      return { images: chosen.map((place) => deck[place] as JobImage), pictures, truths }
    },
  }
}

/** A picture as the network sees it outside of training: all of it, as it is. Writes into `out` at `offset`. */
export async function renderPlain(
  image: JobImage,
  cache: PictureCache,
  trunk: Trunk,
  target: { out: Float32Array; offset: number; width: number; height: number },
): Promise<void> {
  renderView(await cache.get(image.file), plainView(), trunk.preprocessing, target)
}

/** Boxes, ignored regions and hard negatives of a picture as a view shows them, px of the input. */
export function seeTruth(
  image: JobImage,
  view: View,
  { width, height }: { width: number; height: number },
): ImageTruth {
  const boxes: number[] = []
  const classes: number[] = []
  const occluded: number[] = []
  const ignored: number[] = []
  const hard: number[] = []
  const see = (box: Box) => seeBox(view, relative(box, image), width, height)
  for (const box of image.boxes) {
    const seen = see(box)
    if (seen === null) continue
    if (box.ignore || seen.ignore) ignored.push(...corners(seen.box))
    else {
      boxes.push(...corners(seen.box))
      classes.push(box.classIndex)
      occluded.push(box.occluded === true ? 1 : 0)
    }
  }
  for (const mark of image.marks) {
    const seen = see(mark)
    if (seen === null) continue
    ;(mark.kind === 'ignore' ? ignored : hard).push(...corners(seen.box))
  }
  return {
    boxesXyxyPx: Float32Array.from(boxes),
    classes: Int32Array.from(classes),
    occluded: Uint8Array.from(occluded),
    ignoreXyxyPx: Float32Array.from(ignored),
    hardNegativesXyxyPx: Float32Array.from(hard),
  }
}

function relative(box: Box, { width, height }: { width: number; height: number }): Box {
  return { x1: box.x1 / width, y1: box.y1 / height, x2: box.x2 / width, y2: box.y2 / height }
}

function corners({ x1, y1, x2, y2 }: Box): [number, number, number, number] {
  return [x1, y1, x2, y2]
}
