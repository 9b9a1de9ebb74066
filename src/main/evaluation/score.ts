import { StudioError } from '../../shared/result'
import type { EvaluationReport } from '../../shared/training/metrics'
import { reportDetections } from '../detector/evaluate/report'
import type { EvaluationInput } from '../detector/evaluate/types'
import { CocoDetections, CocoGroundTruth, parseCoco, readJsonFile } from './cocoFiles'

/** As `evaluate` reports, for detections of any origin. */
export type ScoreReport = Omit<EvaluationReport, 'split' | 'notJudged'>

/** Scores a file of detections (COCO result format) against a COCO ground-truth file. */
export function scoreFiles(groundTruthPath: string, detectionsPath: string): ScoreReport {
  return score(readJsonFile(groundTruthPath), readJsonFile(detectionsPath))
}

/**
 * COCO and TIDE figures of detections against ground truth, both as parsed COCO JSON; the rules are pycocotools', images and
 * classes go by rising id. What names an image or a class that the ground truth does not list is refused: pycocotools passes
 * over most of it, and a list of classes that is off by one would then score as a bad detector.
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
  assertOnce(
    truth.annotations.flatMap(({ id }) => (id === undefined ? [] : [id])),
    'annotation',
  )
  assertKnown(truth.annotations, 'annotation', images, classes)
  assertKnown(found, 'detection', images, classes)
  const input = toInput(truth, found, images, classes)
  const { figures, perClass, tide } = reportDetections(input, classNames(truth, classes))
  return {
    ...figures,
    images: images.size,
    perClass,
    tide,
    msPerImage: { p50: null, p95: null },
  }
}

type Ids = ReadonlyMap<number | string, number>

/** Index of each id in rising order; an id given twice is an error. */
function indexIds(items: readonly { id: number | string }[], what: string): Ids {
  const ids = items.map(({ id }) => id)
  assertOnce(ids, what)
  return new Map(ids.sort(byId).map((id, index) => [id, index]))
}

function assertOnce(ids: readonly (number | string)[], what: string): void {
  const seen = new Set<number | string>()
  for (const id of ids) {
    if (seen.has(id)) {
      throw new StudioError(
        'format-invalid',
        `the ground truth lists ${what} ${id} twice`,
        'Every image, category and annotation has an id of its own.',
      )
    }
    seen.add(id)
  }
}

function assertKnown(
  boxes: readonly { image_id: number | string; category_id: number | string }[],
  what: 'annotation' | 'detection',
  images: Ids,
  classes: Ids,
): void {
  const hint =
    what === 'detection'
      ? 'Score detections against the ground truth of the same pictures, with the same image and category ids.'
      : 'The ground truth must list all images and categories that its annotations name.'
  for (const [i, { image_id, category_id }] of boxes.entries()) {
    if (!images.has(image_id)) {
      throw new StudioError(
        'format-invalid',
        `${what} [${i}] is on image ${image_id}, which the ground truth does not list`,
        hint,
      )
    }
    if (!classes.has(category_id)) {
      throw new StudioError(
        'format-invalid',
        `${what} [${i}] is of category ${category_id}, which the ground truth does not list`,
        hint,
      )
    }
  }
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
  const placeOf = (box: CocoDetections[number] | CocoGroundTruth['annotations'][number]) => ({
    image: images.get(box.image_id) as number,
    classIndex: classes.get(box.category_id) as number,
    xywh: box.bbox,
  })
  return {
    numImages: images.size,
    numClasses: classes.size,
    truths: truth.annotations.map((box) => ({
      ...placeOf(box),
      isCrowd: Boolean(box.iscrowd),
      areaPx: box.area,
    })),
    detections: found.map((box) => ({ ...placeOf(box), score: box.score })),
  }
}
