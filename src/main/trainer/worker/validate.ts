import { bestF1 } from '../../../shared/evaluation/threshold'
import type { Tiling } from '../../../shared/models/tiling'
import type { TrainConfig } from '../../../shared/training/config/index'
import type {
  ClassFigures,
  CocoFigures,
  EpochReport,
  SampleDetection,
} from '../../../shared/training/metrics'
import type { JobImage } from '../../../shared/training/protocol'
import type { AnchorSet } from '../../detector/anchors/types'
import { renderView } from '../../detector/augment/renderView'
import { plainView } from '../../detector/augment/types'
import { evaluateCoco } from '../../detector/evaluate/coco'
import { type ScoredBox, type TruthBox, xywhOf } from '../../detector/evaluate/types'
import type { DetectorModel } from '../../detector/model'
import { numLogits } from '../../detector/network/architecture'
import { type Detections, detect } from '../../detector/postprocess/detections'
import * as tf from '../../detector/tf'
import { type Look, looksAt, windowShares } from '../../detector/tiles/lookAt'
import { type Looked, mergeLooks } from '../../detector/tiles/mergeLooks'
import type { Trunk } from '../../detector/trunks/types'
import type { PictureCache } from './pictureCache'

/** Lower than what a person sees, because AP looks at the whole curve; costs little. */
const EVALUATION_THRESHOLD = 0.02
const BATCH = 8
/** Pictures of the strip that shows the model learning, and what is drawn on them. */
const NUM_SAMPLES = 4
const SAMPLE_THRESHOLD = 0.3
const SAMPLE_DETECTIONS = 50

export interface Validation {
  figures: CocoFigures
  perClass: ClassFigures[]
  samples: EpochReport['samples']
}

export interface Predictor {
  model: DetectorModel
  anchors: AnchorSet
  trunk: Trunk
  detection: TrainConfig['detection']
  /** How large pictures are looked at; null: whole. */
  tiling: Tiling | null
}

/** COCO figures of a model on pictures. `values` stand in for what learns; `pause` lets other work in between batches. */
export async function validate(
  images: readonly JobImage[],
  cache: PictureCache,
  predictor: Predictor,
  classes: readonly string[],
  values?: readonly tf.Tensor[],
): Promise<Validation> {
  const found = await searchPictures(images, cache, predictor, values)
  const truths: TruthBox[] = images.flatMap(({ boxes }, image) =>
    boxes.map((box) => ({ image, classIndex: box.classIndex, xywh: xywhOf(box), isIgnored: box.ignore })),
  )
  const detections: ScoredBox[] = found.flatMap((detections, image) =>
    cornersOf(detections).map(({ classIndex, score, ...box }) => ({
      image,
      classIndex,
      score,
      xywh: xywhOf(box),
    })),
  )
  const report = evaluateCoco({ numImages: images.length, numClasses: classes.length, truths, detections })
  return {
    figures: report.figures,
    perClass: classes.map((name, c) => {
      const { AP, AP50 } = report.perClass[c] as (typeof report.perClass)[number]
      const best = bestF1(report.outcomes[c] as (typeof report.outcomes)[number])
      return { name, AP, AP50, precision: best.precision, recall: best.recall, threshold: best.threshold }
    }),
    samples: images.slice(0, NUM_SAMPLES).map(({ id }, i) => ({
      imageId: id,
      detections: cornersOf(found[i] as Detections)
        .filter(({ score }) => score >= SAMPLE_THRESHOLD)
        .slice(0, SAMPLE_DETECTIONS),
    })),
  }
}

/** One look at one of the pictures. */
interface PlannedLook {
  image: JobImage
  picture: number
  look: Look
}

/** Detections on each picture, px of it: all looks at all of them in batches, those of a picture merged. */
async function searchPictures(
  images: readonly JobImage[],
  cache: PictureCache,
  predictor: Predictor,
  values: readonly tf.Tensor[] | undefined,
): Promise<Detections[]> {
  const { input } = predictor.model.architecture
  const looks = images.flatMap((image, picture) =>
    looksAt(image, input, predictor.tiling).map((look): PlannedLook => ({ image, picture, look })),
  )
  const looked: Looked[][] = images.map(() => [])
  for (let first = 0; first < looks.length; first += BATCH) {
    const batch = looks.slice(first, first + BATCH)
    const found = await predictBatch(batch, cache, predictor, values)
    for (const [i, { picture, look }] of batch.entries()) looked[picture].push({ look, found: found[i] })
    await new Promise((resolve) => setImmediate(resolve))
  }
  const ios = predictor.tiling?.ios ?? 1
  return images.map((image, picture) => mergeLooks(looked[picture], image, ios))
}

async function predictBatch(
  looks: readonly PlannedLook[],
  cache: PictureCache,
  { model, anchors, trunk, detection }: Predictor,
  values: readonly tf.Tensor[] | undefined,
): Promise<Detections[]> {
  const { input } = model.architecture
  const columns = numLogits(model.architecture)
  const pictureSize = input.width * input.height * 3
  const out = new Float32Array(looks.length * pictureSize)
  for (const [i, { image, look }] of looks.entries()) {
    const picture = await cache.get(image.file, look.resized)
    const view = { ...plainView(), window: windowShares(look) }
    renderView(picture, view, trunk.preprocessing, { out, offset: i * pictureSize, ...input })
  }
  let logits = new Float32Array(0)
  let offsets = new Float32Array(0)
  let quality: Float32Array | null = null
  tf.tidy(() => {
    const output = model.forward(tf.tensor4d(out, [looks.length, input.height, input.width, 3]), values)
    logits = output.logits.dataSync<'float32'>() as typeof logits
    offsets = output.offsets.dataSync<'float32'>() as typeof offsets
    quality = output.quality?.dataSync<'float32'>() ?? null
  })
  const { numAnchors } = anchors
  return looks.map((_, i) => {
    const output = {
      logits: logits.subarray(i * numAnchors * columns, (i + 1) * numAnchors * columns),
      offsets: offsets.subarray(i * numAnchors * 4, (i + 1) * numAnchors * 4),
      quality: quality?.subarray(i * numAnchors, (i + 1) * numAnchors) ?? null,
    }
    const options = { ...detection, scoreThreshold: EVALUATION_THRESHOLD, input }
    return detect(output, anchors, model.architecture, options)
  })
}

function cornersOf({ boxesXyxyPx, scores, classes }: Detections): SampleDetection[] {
  return Array.from(scores, (score, i) => {
    const [x1, y1, x2, y2] = boxesXyxyPx.subarray(i * 4, i * 4 + 4)
    return { classIndex: classes[i] as number, score, x1, y1, x2, y2 } as SampleDetection
  })
}
