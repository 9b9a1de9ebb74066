import type { ErrorCause } from '../../../shared/review/schema'
import {
  byImage,
  type EvaluationInput,
  isUncounted,
  overlapXywh,
  type ScoredBox,
  type TruthBox,
} from './types'

/** IoU from which a detection counts as found. */
export const FOREGROUND_IOU = 0.5
/** IoU from which a false positive is called a poorly placed box rather than background. */
const LOCALIZATION_IOU = 0.1

/** A detection that found its ground truth; indices are places in the input's lists. */
export interface Hit {
  detection: number
  truth: number
  iou: number
}

/** A detection that no ground truth backs. */
export interface FalsePositive {
  detection: number
  cause: Exclude<ErrorCause, 'missed'>
  /** The ground truth it overlaps most, whatever its class; null where it touches none. */
  truth: number | null
  iou: number
}

/** A ground truth that no detection found. */
export interface Miss {
  truth: number
  /** The detection, above the threshold or not, that overlaps it most; null where none touches it. */
  nearestDetection: number | null
  iou: number
  /** Highest score of any detection of its class with IoU >= 0.5, below the threshold then; null: none. */
  bestScore: number | null
}

export interface ErrorList {
  hits: Hit[]
  /** By falling score. */
  falsePositives: FalsePositive[]
  misses: Miss[]
}

interface Indexed<T> {
  index: number
  image: number
  item: T
}

/**
 * Holds the detections that score at least `minScore` against ground truth at IoU 0.5: within each class by falling score,
 * each takes the free ground truth it overlaps most. The rest are false positives, by the first that holds: duplicate
 * (a taken one of its class at IoU >= 0.5), class (another class at >= 0.5), localization (its class at >= 0.1),
 * background. What falls on a crowd or an ignored box is no error, nor is such a box a miss.
 */
export function listErrors(input: EvaluationInput, minScore: number): ErrorList {
  const index = <T extends { image: number }>(items: readonly T[]) =>
    byImage(
      items.map((item, i): Indexed<T> => ({ index: i, image: item.image, item })),
      input.numImages,
    )
  const truthsByImage = index(input.truths)
  const detectionsByImage = index(input.detections)
  const errors: ErrorList = { hits: [], falsePositives: [], misses: [] }
  for (let image = 0; image < input.numImages; image++) {
    const detections = detectionsByImage[image].sort((a, b) => b.item.score - a.item.score)
    listImage(detections, truthsByImage[image], minScore, errors)
  }
  const scoreOf = ({ detection }: FalsePositive) => input.detections[detection].score
  errors.falsePositives.sort((a, b) => scoreOf(b) - scoreOf(a) || a.detection - b.detection)
  return errors
}

function listImage(
  detections: readonly Indexed<ScoredBox>[],
  truths: readonly Indexed<TruthBox>[],
  minScore: number,
  errors: ErrorList,
): void {
  const counted = truths.filter(({ item }) => !isUncounted(item))
  const uncounted = truths.filter(({ item }) => isUncounted(item))
  const taken = new Set<number>()
  const unmatched: Indexed<ScoredBox>[] = []
  for (const detection of detections) {
    if (!(detection.item.score >= minScore)) continue
    const best = nearest(
      detection,
      counted,
      ({ item, index }) => isSameClass(item, detection.item) && !taken.has(index),
    )
    if (best !== null && best.iou >= FOREGROUND_IOU) {
      taken.add(best.index)
      errors.hits.push({ detection: detection.index, truth: best.index, iou: best.iou })
    } else if (!isExcused(detection, uncounted)) unmatched.push(detection)
  }
  for (const detection of unmatched) {
    const any = nearest(detection, counted, () => true)
    const cause = causeOf(detection, counted)
    errors.falsePositives.push({
      detection: detection.index,
      cause,
      truth: any?.index ?? null,
      iou: any?.iou ?? 0,
    })
  }
  for (const truth of counted) if (!taken.has(truth.index)) errors.misses.push(missOf(truth, detections))
}

function causeOf(
  detection: Indexed<ScoredBox>,
  truths: readonly Indexed<TruthBox>[],
): FalsePositive['cause'] {
  const same = nearest(detection, truths, ({ item }) => isSameClass(item, detection.item))?.iou ?? 0
  const other = nearest(detection, truths, ({ item }) => !isSameClass(item, detection.item))?.iou ?? 0
  if (same >= FOREGROUND_IOU) return 'duplicate'
  if (other >= FOREGROUND_IOU) return 'class'
  return same >= LOCALIZATION_IOU ? 'localization' : 'background'
}

function missOf(truth: Indexed<TruthBox>, detections: readonly Indexed<ScoredBox>[]): Miss {
  const miss: Miss = { truth: truth.index, nearestDetection: null, iou: 0, bestScore: null }
  for (const { item, index } of detections) {
    const iou = overlapXywh(item.xywh, truth.item.xywh, false)
    if (iou > miss.iou) {
      miss.iou = iou
      miss.nearestDetection = index
    }
    // Detections come by falling score: the first that fits has the best one.
    if (miss.bestScore === null && iou >= FOREGROUND_IOU && isSameClass(truth.item, item))
      miss.bestScore = item.score
  }
  return miss
}

function nearest(
  detection: Indexed<ScoredBox>,
  truths: readonly Indexed<TruthBox>[],
  fits: (truth: Indexed<TruthBox>) => boolean,
): { index: number; iou: number } | null {
  let best: { index: number; iou: number } | null = null
  for (const truth of truths) {
    if (!fits(truth)) continue
    const iou = overlapXywh(detection.item.xywh, truth.item.xywh, false)
    if (iou > (best?.iou ?? 0)) best = { index: truth.index, iou }
  }
  return best
}

function isExcused(detection: Indexed<ScoredBox>, regions: readonly Indexed<TruthBox>[]): boolean {
  return regions.some(
    ({ item }) =>
      isSameClass(item, detection.item) &&
      overlapXywh(detection.item.xywh, item.xywh, item.isCrowd === true) >= FOREGROUND_IOU,
  )
}

function isSameClass(a: { classIndex: number }, b: { classIndex: number }): boolean {
  return a.classIndex === b.classIndex
}
