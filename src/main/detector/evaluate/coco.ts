import type { CocoFigures } from '../../../shared/training/metrics'
import { type AreaRange, type ImageMatches, type ImagePairs, matchImage, pairUp } from './cocoMatch'
import { interpolate, meanOrNull, precisionRecall } from './curve'
import { byImage, type EvaluationInput } from './types'

/** COCO's IoU thresholds 0.5, 0.55 .. 0.95, with NumPy linspace's rounding. */
export const IOU_THRESHOLDS: readonly number[] = Array.from({ length: 10 }, (_, i) =>
  i === 9 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / 9),
)
/** COCO's 101 recalls 0, 0.01 .. 1, with NumPy linspace's rounding. */
const RECALLS: readonly number[] = Array.from({ length: 101 }, (_, i) => (i === 100 ? 1 : i * 0.01))

export const AREA_RANGES = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const satisfies Record<string, AreaRange>
type AreaName = keyof typeof AREA_RANGES

/** Detections of a class in an image that count, most. */
export const MAX_DETECTIONS = 100
const INDEX_75 = 5

/** The COCO figures of one class; null where it has no ground truth. */
export interface ClassAp {
  AP: number | null
  AP50: number | null
}

/** Detections of one class at IoU 0.5 over all images, by falling score, without those that count neither way. */
export interface ClassOutcomes {
  scores: number[]
  isTrue: number[]
  numTruths: number
}

export interface CocoReport {
  figures: CocoFigures
  perClass: ClassAp[]
  /** At IoU 0.5, for thresholds and curves. */
  outcomes: ClassOutcomes[]
}

/** Precision and recall over thresholds of one class, area and number of detections; null without ground truth. */
interface Accumulated {
  /** [T] mean interpolated precision. */
  ap: number[]
  /** [T] highest recall. */
  recall: number[]
}

/**
 * COCO's box figures, equal to pycocotools 2.0.11 COCOeval (iouType bbox) but for two of its quirks: undefined figures are
 * null instead of -1, and an annotation with id 0 counts like any other. At most 100 detections of a class in an image.
 */
export function evaluateCoco(input: EvaluationInput): CocoReport {
  const perClass = classesOf(input).map(({ truths, detections }) => evaluateClass(input, truths, detections))
  const pooled = (area: AreaName, take: (a: Accumulated) => number[], limit = MAX_DETECTIONS) =>
    meanOrNull(
      perClass.flatMap(({ accumulated }) => {
        const found = accumulated(area, limit)
        return found === null ? [] : take(found)
      }),
    )
  const ap = (a: Accumulated) => a.ap
  const recall = (a: Accumulated) => a.recall
  const figures: CocoFigures = {
    AP: pooled('all', ap),
    AP50: pooled('all', (a) => [a.ap[0]]),
    AP75: pooled('all', (a) => [a.ap[INDEX_75]]),
    APsmall: pooled('small', ap),
    APmedium: pooled('medium', ap),
    APlarge: pooled('large', ap),
    AR1: pooled('all', recall, 1),
    AR10: pooled('all', recall, 10),
    AR100: pooled('all', recall),
    ARsmall: pooled('small', recall),
    ARmedium: pooled('medium', recall),
    ARlarge: pooled('large', recall),
  }
  return {
    figures,
    perClass: perClass.map(({ accumulated }) => {
      const all = accumulated('all', MAX_DETECTIONS)
      return { AP: all === null ? null : meanOrNull(all.ap), AP50: all?.ap[0] ?? null }
    }),
    outcomes: perClass.map(({ outcomes }) => outcomes),
  }
}

function classesOf({ numClasses, truths, detections }: EvaluationInput) {
  const classes = Array.from({ length: numClasses }, () => ({
    truths: [] as EvaluationInput['truths'][number][],
    detections: [] as EvaluationInput['detections'][number][],
  }))
  for (const truth of truths) classes[truth.classIndex].truths.push(truth)
  for (const detection of detections) classes[detection.classIndex].detections.push(detection)
  return classes
}

/** By class, what the detections turn out to be at IoU 0.5: all that thresholds and calibration need, at a fortieth of the work. */
export function outcomesAt50(input: EvaluationInput): ClassOutcomes[] {
  return classesOf(input).map(({ truths, detections }) => {
    const matches = pairsOf(input, truths, detections).map((pair) =>
      matchImage(pair, [IOU_THRESHOLDS[0]], AREA_RANGES.all),
    )
    return outcomesAt(matches, 0, MAX_DETECTIONS)
  })
}

function pairsOf(
  { numImages }: EvaluationInput,
  truths: EvaluationInput['truths'],
  detections: EvaluationInput['detections'],
): ImagePairs[] {
  const truthsByImage = byImage(truths, numImages)
  const detectionsByImage = byImage(detections, numImages)
  return truthsByImage.flatMap((imageTruths, image) =>
    imageTruths.length + detectionsByImage[image].length === 0
      ? []
      : [pairUp(detectionsByImage[image], imageTruths, MAX_DETECTIONS)],
  )
}

function evaluateClass(
  input: EvaluationInput,
  truths: EvaluationInput['truths'],
  detections: EvaluationInput['detections'],
) {
  const pairs = pairsOf(input, truths, detections)
  const byArea = {} as Record<AreaName, ImageMatches[]>
  for (const area of Object.keys(AREA_RANGES) as AreaName[]) {
    byArea[area] = pairs.map((pair) => matchImage(pair, IOU_THRESHOLDS, AREA_RANGES[area]))
  }
  return {
    accumulated: (area: AreaName, limit: number) => accumulate(byArea[area], limit),
    outcomes: outcomesAt(byArea.all, 0, MAX_DETECTIONS),
  }
}

function accumulate(images: readonly ImageMatches[], limit: number): Accumulated | null {
  const accumulated: Accumulated = { ap: [], recall: [] }
  for (let t = 0; t < IOU_THRESHOLDS.length; t++) {
    const { isTrue, numTruths } = outcomesAt(images, t, limit)
    if (numTruths === 0) return null
    const curve = precisionRecall(isTrue, numTruths)
    accumulated.ap.push(meanOrNull(interpolate(curve, RECALLS)) ?? 0)
    accumulated.recall.push(curve.recall.length === 0 ? 0 : curve.recall[curve.recall.length - 1])
  }
  return accumulated
}

/** Pools the images: the first `limit` detections of each, by falling score (equal scores in order of the images). */
function outcomesAt(images: readonly ImageMatches[], t: number, limit: number): ClassOutcomes {
  const pooled: { score: number; isTrue: number }[] = []
  let numTruths = 0
  for (const image of images) {
    numTruths += image.numTruths
    const count = Math.min(limit, image.scores.length)
    for (let d = 0; d < count; d++) {
      if (image.isIgnored[t][d] === 0) pooled.push({ score: image.scores[d], isTrue: image.isMatched[t][d] })
    }
  }
  pooled.sort((a, b) => b.score - a.score)
  return { scores: pooled.map((p) => p.score), isTrue: pooled.map((p) => p.isTrue), numTruths }
}
