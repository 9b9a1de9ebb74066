import { interpolate, meanOrNull, precisionRecall, RECALLS } from '../../../shared/evaluation/curve'
import type { ClassOutcomes } from '../../../shared/evaluation/threshold'
import type { CocoFigures } from '../../../shared/training/metrics'
import { type AreaRange, type ImageMatches, matchImage, pairUp } from './cocoMatch'
import { byImage, type EvaluationInput } from './types'

/** COCO's IoU thresholds 0.5, 0.55 .. 0.95, with NumPy linspace's rounding. */
export const IOU_THRESHOLDS: readonly number[] = Array.from({ length: 10 }, (_, i) =>
  i === 9 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / 9),
)

export const AREA_RANGES = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const satisfies Record<string, AreaRange>
export type AreaName = keyof typeof AREA_RANGES
export const AREA_NAMES = Object.keys(AREA_RANGES) as AreaName[]

/** Detections of a class in an image that count, most. */
export const MAX_DETECTIONS = 100
const INDEX_75 = 5

/** The COCO figures of one class; null where it has no ground truth. */
export interface ClassAp {
  AP: number | null
  AP50: number | null
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
  return cocoReport(matchClasses(input))
}

/** The report of classes that are matched already, at all thresholds and areas. */
export function cocoReport(classes: readonly ClassMatches[]): CocoReport {
  const perClass = classes.map((matches) => {
    const known = new Map<string, Accumulated | null>()
    return {
      accumulated(area: AreaName, limit: number): Accumulated | null {
        const key = `${area} ${limit}`
        const found = known.get(key)
        if (found !== undefined) return found
        const accumulated = accumulate(matches, area, limit)
        known.set(key, accumulated)
        return accumulated
      },
    }
  })
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
    outcomes: outcomesOf(classes),
  }
}

/** Outcomes by class at IoU 0.5 alone, as in evaluateCoco's report. */
export function classOutcomes(input: EvaluationInput): ClassOutcomes[] {
  return outcomesOf(matchClasses(input, { areas: ['all'], thresholds: IOU_THRESHOLDS.slice(0, 1) }))
}

/** What thresholds are found from: outcomes by class at IoU 0.5, whatever their area. */
export function outcomesOf(classes: readonly ClassMatches[]): ClassOutcomes[] {
  return classes.map((matches) => outcomesAt(matches, 'all', 0, MAX_DETECTIONS))
}

/** One class in every image that has anything of it, matched at IoU thresholds under area ranges. */
export interface ClassMatches {
  /** Which image each entry of byArea is of. */
  images: number[]
  byArea: Record<AreaName, ImageMatches[]>
  /** The detections of all entries by falling score (equal ones in order of the images): their entry, and place in it. */
  entryOf: Uint32Array
  placeOf: Uint32Array
}

export interface MatchingScope {
  areas: readonly AreaName[]
  thresholds: readonly number[]
}

const EVERYTHING: MatchingScope = {
  areas: AREA_NAMES,
  thresholds: IOU_THRESHOLDS,
}

/** Matches class by class as COCO does, the best 100 detections of a class in an image; areas out of scope are empty. */
export function matchClasses(
  { numImages, numClasses, truths, detections }: EvaluationInput,
  { areas, thresholds }: MatchingScope = EVERYTHING,
): ClassMatches[] {
  const classes = Array.from({ length: numClasses }, () => ({
    truths: [] as EvaluationInput['truths'][number][],
    detections: [] as EvaluationInput['detections'][number][],
  }))
  for (const truth of truths) classes[truth.classIndex].truths.push(truth)
  for (const detection of detections) classes[detection.classIndex].detections.push(detection)
  return classes.map((ofClass) => {
    const truthsByImage = byImage(ofClass.truths, numImages)
    const detectionsByImage = byImage(ofClass.detections, numImages)
    const images = truthsByImage.flatMap((imageTruths, image) =>
      imageTruths.length + detectionsByImage[image].length === 0 ? [] : [image],
    )
    const pairs = images.map((image) =>
      pairUp(detectionsByImage[image], truthsByImage[image], MAX_DETECTIONS),
    )
    const byArea: Record<AreaName, ImageMatches[]> = { all: [], small: [], medium: [], large: [] }
    for (const area of areas) {
      byArea[area] = pairs.map((pair) => matchImage(pair, thresholds, AREA_RANGES[area]))
    }
    const order = pairs
      .flatMap((pair, entry) => pair.detections.map(({ score }, place) => ({ score, entry, place })))
      .sort((a, b) => b.score - a.score)
    return {
      images,
      byArea,
      entryOf: Uint32Array.from(order, ({ entry }) => entry),
      placeOf: Uint32Array.from(order, ({ place }) => place),
    }
  })
}

function accumulate(matches: ClassMatches, area: AreaName, limit: number): Accumulated | null {
  const accumulated: Accumulated = { ap: [], recall: [] }
  for (let t = 0; t < IOU_THRESHOLDS.length; t++) {
    const { isTrue, numTruths } = outcomesAt(matches, area, t, limit)
    if (numTruths === 0) return null
    const curve = precisionRecall(isTrue, numTruths)
    accumulated.ap.push(meanOrNull(interpolate(curve, RECALLS)) ?? 0)
    accumulated.recall.push(curve.recall.length === 0 ? 0 : curve.recall[curve.recall.length - 1])
  }
  return accumulated
}

/** Pools the images: the first `limit` detections of each, by falling score. */
function outcomesAt(
  { byArea, entryOf, placeOf }: ClassMatches,
  area: AreaName,
  t: number,
  limit: number,
): ClassOutcomes {
  const images = byArea[area]
  const outcomes: ClassOutcomes = { scores: [], isTrue: [], numTruths: 0 }
  for (const { numTruths } of images) outcomes.numTruths += numTruths
  for (let i = 0; i < entryOf.length; i++) {
    const place = placeOf[i]
    const { scores, isMatched, isIgnored } = images[entryOf[i]]
    if (place >= limit || isIgnored[t][place] === 1) continue
    outcomes.scores.push(scores[place])
    outcomes.isTrue.push(isMatched[t][place])
  }
  return outcomes
}
