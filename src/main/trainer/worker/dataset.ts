import { createRandom } from '../../../shared/random'
import type { JobImage } from '../../../shared/training/protocol'
import { drawScene } from '../../detector/augment/index'
import { renderScene } from '../../detector/augment/renderScene'
import type { RgbPicture } from '../../detector/augment/renderView'
import type { Scene } from '../../detector/augment/scene'
import type { ImageTruth } from '../../detector/matching/targets'
import type { Trunk } from '../../detector/trunks/types'
import type { PlannedConfig } from '../plan/types'
import type { Deck } from './deck'
import { inputSizeAt } from './inputSize'
import type { PictureCache } from './pictureCache'
import { seeTruth } from './truth'

/** Tells the generator of augmentation apart from that of the order. */
const VIEW_STREAM = 2

/** What a step learns from. */
export interface Batch {
  images: readonly JobImage[]
  /** Size of the pictures; changes from step to step under `multiScale`. */
  input: { width: number; height: number }
  /** [B, H, W, 3], normalised. */
  pictures: Float32Array
  truths: ImageTruth[]
}

/** Where in a run a batch is wanted. */
export interface Moment {
  /** Number of the step, from 0. */
  step: number
  totalSteps: number
}

export interface BatchMaker {
  /** Same seed, epoch, place in it, batch size and moment: the same batch, bit for bit. */
  make(epoch: number, batchInEpoch: number, batchSize: number, moment?: Moment): Promise<Batch>
}

export interface DrawnScene {
  scene: Scene
  input: { width: number; height: number }
}

/** What a run draws its batches from. */
export interface BatchSource {
  config: PlannedConfig
  /** Size of the network's input. */
  input: { width: number; height: number }
  trunk: Trunk
}

/** Deals the pictures of an epoch into batches, each seen in its own way. */
export function createBatchMaker(deck: Deck<JobImage>, cache: PictureCache, source: BatchSource): BatchMaker {
  const { entries } = deck
  const { config, trunk } = source
  let order: { epoch: number; places: number[] } | null = null
  const placesOf = (epoch: number) => {
    if (order?.epoch !== epoch) order = { epoch, places: deck.deal(epoch) }
    return order.places
  }
  return {
    async make(epoch, batchInEpoch, batchSize, moment = { step: 0, totalSteps: 1 }) {
      const places = placesOf(epoch)
      const input = config.input.multiScale
        ? inputSizeAt(source.input, config.seed, moment.step)
        : source.input
      // The last batch of an epoch is filled up from the front.
      const chosen = Array.from(
        { length: batchSize },
        (_, i) => places[(batchInEpoch * batchSize + i) % places.length] as number,
      )
      const scenes = chosen.map((sample, i) => {
        const random = createRandom(config.seed, VIEW_STREAM, epoch, batchInEpoch * batchSize + i)
        const progress = moment.step / moment.totalSteps
        return drawScene(sample, { samples: entries, settings: config.augment, input, progress }, random)
      })
      const found = await Promise.all(scenes.map((scene) => picturesOf(scene, deck, cache)))
      const size = input.width * input.height * 3
      const pictures = new Float32Array(batchSize * size)
      for (const [i, scene] of scenes.entries()) {
        renderScene(scene, found[i], trunk.preprocessing, { out: pictures, offset: i * size, ...input })
      }
      return {
        images: chosen.map((sample) => entries[sample].image),
        input,
        pictures,
        truths: scenes.map((scene) => seeTruth(scene, entries)),
      }
    },
  }
}

/** The decoded pictures of a scene, by sample. */
export async function picturesOf(
  { parts }: Scene,
  { entries }: Deck<JobImage>,
  cache: PictureCache,
): Promise<(sample: number) => RgbPicture> {
  const samples = [...new Set(parts.map(({ sample }) => sample))]
  const pictures = await Promise.all(
    samples.map((sample) => cache.get(entries[sample].image.file, entries[sample].decoded)),
  )
  const bySample = new Map(samples.map((sample, i) => [sample, pictures[i]]))
  return (sample) => bySample.get(sample) as RgbPicture
}
