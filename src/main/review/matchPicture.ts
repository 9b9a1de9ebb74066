import type { Box } from '../../shared/geometry/box'
import { area, intersectionArea } from '../../shared/geometry/box'
import { iou } from '../../shared/geometry/iou'
import type { ErrorCause } from '../../shared/review/schema'

/** From this overlap on a detection and a ground truth are about the same object. */
export const MATCH_IOU = 0.5
/** From this overlap on a wrong detection is badly placed rather than on background (Bolya et al. 2020). */
const NEAR_IOU = 0.1

export interface ScoredBox extends Box {
  /** Class name: classes may have been added or reordered since the run. */
  className: string
  score: number
}

export interface TruthBox extends Box {
  className: string
  /** Difficult or crowd: finding it is neither right nor wrong. */
  ignore: boolean
}

/** What became of one detection. */
export interface Match {
  verdict: 'correct' | 'wrong' | 'ignored'
  /** Why it is wrong; null otherwise. */
  cause: Exclude<ErrorCause, 'missed'> | null
  /** The ground truth it belongs to, or overlaps best; -1: none. */
  truth: number
  iou: number
}

/**
 * Assigns the detections of one picture to its ground truth as COCO does: best score first, within a class, each
 * ground truth once, counted ones before ignored ones. Lower scores never change what higher ones got, so one
 * assignment serves every threshold. Regions in `ignoreRegions` swallow detections that lie at least half in them.
 */
export function matchPicture(
  detections: readonly ScoredBox[],
  truths: readonly TruthBox[],
  ignoreRegions: readonly Box[] = [],
): Match[] {
  const order = detections.map((_, i) => i).sort((a, b) => detections[b].score - detections[a].score || a - b)
  const taken = new Set<number>()
  const matches: Match[] = new Array(detections.length)
  for (const i of order) {
    const detection = detections[i]
    const overlaps = truths.map((truth) => iou(detection, truth))
    const own = (ignore: boolean) =>
      best(
        truths,
        overlaps,
        (truth, j) => truth.className === detection.className && truth.ignore === ignore && !taken.has(j),
      )
    const counted = own(false)
    if (counted !== -1 && overlaps[counted] >= MATCH_IOU) {
      taken.add(counted)
      matches[i] = { verdict: 'correct', cause: null, truth: counted, iou: overlaps[counted] }
      continue
    }
    const ignored = own(true)
    const isIgnored =
      (ignored !== -1 && coverage(detection, truths[ignored]) >= MATCH_IOU) ||
      ignoreRegions.some((region) => coverage(detection, region) >= 0.5)
    matches[i] = isIgnored
      ? { verdict: 'ignored', cause: null, truth: ignored, iou: ignored === -1 ? 0 : overlaps[ignored] }
      : wrong(detection, truths, overlaps)
  }
  return matches
}

function wrong(detection: ScoredBox, truths: readonly TruthBox[], overlaps: readonly number[]): Match {
  const nearest = best(truths, overlaps, (truth) => !truth.ignore)
  const sameClass = best(
    truths,
    overlaps,
    (truth) => !truth.ignore && truth.className === detection.className,
  )
  const otherClass = best(
    truths,
    overlaps,
    (truth) => !truth.ignore && truth.className !== detection.className,
  )
  const at = (j: number) => (j === -1 ? 0 : overlaps[j])
  const make = (cause: Match['cause'], truth: number): Match => ({
    verdict: 'wrong',
    cause,
    truth,
    iou: at(truth),
  })
  if (at(sameClass) >= MATCH_IOU) return make('duplicate', sameClass)
  if (at(otherClass) >= MATCH_IOU) return make('class', otherClass)
  if (at(sameClass) >= NEAR_IOU) return make('localization', sameClass)
  return make('background', at(nearest) > 0 ? nearest : -1)
}

/** Index of the largest overlap among the eligible ground truths, -1 where there is none. */
function best(
  truths: readonly TruthBox[],
  overlaps: readonly number[],
  isEligible: (truth: TruthBox, index: number) => boolean,
): number {
  let found = -1
  truths.forEach((truth, j) => {
    if (isEligible(truth, j) && (found === -1 || overlaps[j] > overlaps[found])) found = j
  })
  return found
}

/** Share of the first box that lies in the second. */
function coverage(inner: Box, outer: Box): number {
  const whole = area(inner)
  return whole > 0 ? intersectionArea(inner, outer) / whole : 0
}
