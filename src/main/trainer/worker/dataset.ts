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

/**
 * Batches whose pictures are decoded ahead. The thread is TensorFlow's during a step, so that reading and decoding a
 * picture takes two steps of turns.
 */
const BATCHES_AHEAD = 3
/** In tiles of large pictures the other parts of a scene come from so many that are dealt nearby: they are decoded. */
const PARTNERS = 64

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
  /** Time that rendering has taken since this was asked last, ms: of the thread that TensorFlow runs on, too. */
  takeWorkMs(): number
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
  let workMs = 0
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
      const first = batchInEpoch * batchSize
      // The last batch of an epoch is filled up from the front.
      const chosen = Array.from(
        { length: batchSize },
        (_, i) => places[(first + i) % places.length] as number,
      )
      const scenes = chosen.map((sample, i) => {
        const random = createRandom(config.seed, VIEW_STREAM, epoch, first + i)
        const progress = moment.step / moment.totalSteps
        const partners = deck.isTiled ? nearby(places, (first + i) % places.length) : undefined
        const context = { samples: entries, partners, settings: config.augment, input, progress }
        return drawScene(sample, context, random)
      })
      const found = await Promise.all(scenes.map((scene) => picturesOf(scene, deck, cache)))
      for (const sample of places.slice(first + batchSize, first + (1 + BATCHES_AHEAD) * batchSize)) {
        cache.prefetch(entries[sample].image.file, entries[sample].decoded)
      }
      const begun = performance.now()
      const size = input.width * input.height * 3
      const pictures = new Float32Array(batchSize * size)
      for (const [i, scene] of scenes.entries()) {
        renderScene(scene, found[i], trunk.preprocessing, { out: pictures, offset: i * size, ...input })
      }
      const truths = scenes.map((scene) => seeTruth(scene, entries))
      workMs += performance.now() - begun
      return { images: chosen.map((sample) => entries[sample].image), input, pictures, truths }
    },
    takeWorkMs() {
      const taken = workMs
      workMs = 0
      return taken
    },
  }
}

function nearby(places: readonly number[], at: number): readonly number[] {
  return places.slice(Math.max(0, at - PARTNERS / 2), at + PARTNERS / 2)
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
