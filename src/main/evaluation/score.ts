import { StudioError } from '../../shared/result'
import type { EvaluationReport } from '../../shared/training/metrics'
import { reportDetections } from '../detector/evaluate/report'
import type { EvaluationInput } from '../detector/evaluate/types'
import { CocoDetections, CocoGroundTruth, parseCoco, readJsonFile } from './cocoFiles'

/** As `evaluate` reports, for detections of any origin; `skipped` counts what belongs to no listed image or class. */
export type ScoreReport = Omit<EvaluationReport, 'split'> & {
  skipped: { annotations: number; detections: number }
}

/** Scores a file of detections (COCO result format) against a COCO ground-truth file. */
export function scoreFiles(groundTruthPath: string, detectionsPath: string): ScoreReport {
  return score(readJsonFile(groundTruthPath), readJsonFile(detectionsPath))
}

/**
 * COCO and TIDE figures of detections against ground truth, both as parsed COCO JSON; the rules are pycocotools': images and
 * classes go by rising id, annotations of unknown images or classes and detections of unknown classes do not count,
 * detections on unknown images are refused.
 */
export function score(groundTruth: unknown, detections: unknown): ScoreReport {
  const truth = parseCoco(
    CocoGroundTruth,
    groundTruth,
    'ground truth',
    'A COCO file has images, categories and annotations.',
  )
  const found = parseCoco(
    CocoDetections,
    detections,
    'detections',
    'COCO results are a list of {image_id, category_id, bbox: [x, y, width, height], score}.',
  )
  const images = indexIds(truth.images, 'image')
  const classes = indexIds(truth.categories, 'category')
  const stray = found.find((detection) => !images.has(detection.image_id))
  if (stray !== undefined) {
    throw new StudioError(
      'format-invalid',
      `a detection is on image ${stray.image_id}, which the ground truth does not list`,
      'Score detections against the ground truth of the same pictures.',
    )
  }
  const input = toInput(truth, found, images, classes)
  const { figures, perClass, tide } = reportDetections(input, classNames(truth, classes))
  return {
    ...figures,
    images: images.size,
    perClass,
    tide,
    msPerImage: { p50: null, p95: null },
    skipped: {
      annotations: truth.annotations.length - input.truths.length,
      detections: found.length - input.detections.length,
    },
  }
}

type Ids = ReadonlyMap<number | string, number>

/** Index of each id in rising order; an id given twice is an error. */
function indexIds(items: readonly { id: number | string }[], what: string): Ids {
  const ids = items.map(({ id }) => id)
  const sorted = [...new Set(ids)].sort(byId)
  if (sorted.length < ids.length) {
    const twice = ids.find((id, i) => ids.indexOf(id) !== i)
    throw new StudioError('format-invalid', `the ground truth lists ${what} ${twice} twice`)
  }
  return new Map(sorted.map((id, index) => [id, index]))
}

/** Numbers by value and before words; words by character. */
function byId(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === typeof b) return a < b ? -1 : 1
  return typeof a === 'number' ? -1 : 1
}

function classNames(truth: CocoGroundTruth, classes: Ids): string[] {
  const names = new Array<string>(classes.size)
  for (const { id, name } of truth.categories) names[classes.get(id) as number] = name ?? String(id)
  return names
}

function toInput(truth: CocoGroundTruth, found: CocoDetections, images: Ids, classes: Ids): EvaluationInput {
  const placeOf = (box: CocoDetections[number] | CocoGroundTruth['annotations'][number]) => {
    const image = images.get(box.image_id)
    const classIndex = classes.get(box.category_id)
    return image === undefined || classIndex === undefined ? null : { image, classIndex, xywh: box.bbox }
  }
  return {
    numImages: images.size,
    numClasses: classes.size,
    truths: truth.annotations.flatMap((box) => {
      const place = placeOf(box)
      return place === null ? [] : [{ ...place, isCrowd: Boolean(box.iscrowd), areaPx: box.area }]
    }),
    detections: found.flatMap((box) => {
      const place = placeOf(box)
      return place === null ? [] : [{ ...place, score: box.score }]
    }),
  }
}
