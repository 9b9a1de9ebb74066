import type { TideKind, TideOptions } from './tide'
import { isUncounted, overlapXywh, type ScoredBox, type TruthBox } from './types'

/** A ground truth that counts, and what became of it. */
export interface TideTruth {
  box: TruthBox
  /** Its place among the truths that count, and in the list given. */
  index: number
  place: number
  classIndex: number
  takenBy: TideDetection | null
  /** The detection of highest score whose Cls or Loc error would find it if mended. */
  mendedBy: TideDetection | null
}

/** A detection and its outcome; `kind` is set for all but true positives. */
export interface TideDetection {
  box: ScoredBox
  /** Its place in the list given. */
  place: number
  classIndex: number
  score: number
  outcome: 'true' | 'false' | 'ignored'
  kind: TideKind | null
  /** What a true positive found. */
  found: TideTruth | null
  /** The ground truth that a Cls or Loc error was after. */
  aim: TideTruth | null
}

/** Overlaps of one image, [D][G]. */
type Overlaps = readonly Float64Array[]

/** What became of one image: detections by falling score, ground truths that count, and their overlaps. */
export interface TideMatch {
  detections: TideDetection[]
  truths: TideTruth[]
  overlaps: Overlaps
}

/** Matches one image as TIDE does and names the error of each detection that is no true positive. */
export function matchImageForTide(
  scored: readonly ScoredBox[],
  truthBoxes: readonly TruthBox[],
  options: TideOptions,
): TideMatch {
  const truths: TideTruth[] = []
  truthBoxes.forEach((box, place) => {
    if (isUncounted(box)) return
    const { classIndex } = box
    truths.push({ box, index: truths.length, place, classIndex, takenBy: null, mendedBy: null })
  })
  const detections = scored
    .map((box, place): TideDetection => {
      const { classIndex, score } = box
      return { box, place, classIndex, score, outcome: 'false', kind: null, found: null, aim: null }
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, options.maxDetections)
  const overlaps = detections.map(({ box }) => {
    const overlap = new Float64Array(truths.length)
    for (let g = 0; g < truths.length; g++) overlap[g] = overlapXywh(box.xywh, truths[g].box.xywh, false)
    return overlap
  })
  takeTruths(detections, truths, overlaps, options.foreground)
  ignoreCovered(detections, truthBoxes.filter(isUncounted), options.foreground)
  detections.forEach((detection, d) => {
    if (detection.outcome !== 'true') nameError(detection, truths, overlaps[d], options)
  })
  return { detections, truths, overlaps }
}

/** By falling score each detection takes the free ground truth of its class that it overlaps most. */
function takeTruths(
  detections: readonly TideDetection[],
  truths: readonly TideTruth[],
  overlaps: Overlaps,
  foreground: number,
): void {
  detections.forEach((detection, d) => {
    const overlap = overlaps[d]
    let best = -1
    for (let g = 0; g < truths.length; g++) {
      if (overlap[g] < foreground || truths[g].takenBy !== null || !isSameClass(truths[g], detection))
        continue
      if (best === -1 || overlap[g] > overlap[best]) best = g
    }
    if (best === -1) return
    truths[best].takenBy = detection
    detection.found = truths[best]
    detection.outcome = 'true'
  })
}

/** Detections left over that lie in an ignore region of their class by more than the foreground IoU stop counting. */
function ignoreCovered(
  detections: readonly TideDetection[],
  regions: readonly TruthBox[],
  foreground: number,
): void {
  for (const region of regions) {
    for (const detection of detections) {
      if (detection.outcome === 'true' || detection.classIndex !== region.classIndex) continue
      if (overlapXywh(detection.box.xywh, region.xywh, true) > foreground) detection.outcome = 'ignored'
    }
  }
}

/** The ground truth of highest overlap of each sort; the first where some tie. Indices, -1: there is none. */
interface Highest {
  same: number
  other: number
  taken: number
  any: number
}

function highestOf(detection: TideDetection, truths: readonly TideTruth[], overlap: Float64Array): Highest {
  const best = { same: -1, other: -1, taken: -1, any: -1 }
  const isHigher = (g: number, than: number) => than === -1 || overlap[g] > overlap[than]
  for (let g = 0; g < truths.length; g++) {
    if (isHigher(g, best.any)) best.any = g
    if (isSameClass(truths[g], detection)) {
      if (isHigher(g, best.same)) best.same = g
      if (truths[g].takenBy !== null && isHigher(g, best.taken)) best.taken = g
    } else if (isHigher(g, best.other)) best.other = g
  }
  return best
}

function nameError(
  detection: TideDetection,
  truths: readonly TideTruth[],
  overlap: Float64Array,
  { foreground, background }: TideOptions,
): void {
  const { same, other, taken, any } = highestOf(detection, truths, overlap)
  if (any === -1) detection.kind = 'Bkg'
  else if (same !== -1 && overlap[same] >= background && overlap[same] <= foreground) {
    aimAt(detection, truths[same], 'Loc')
  } else if (other !== -1 && overlap[other] >= foreground) aimAt(detection, truths[other], 'Cls')
  else if (taken !== -1 && overlap[taken] >= foreground) detection.kind = 'Dupe'
  else if (overlap[any] <= background) detection.kind = 'Bkg'
  else detection.kind = 'Both'
}

/** Notes what the error was after; detections come by falling score, so the first to reach a free one mends it. */
function aimAt(detection: TideDetection, truth: TideTruth, kind: 'Loc' | 'Cls'): void {
  detection.kind = kind
  detection.aim = truth
  if (truth.takenBy === null && truth.mendedBy === null) truth.mendedBy = detection
}

function isSameClass(truth: TideTruth, detection: TideDetection): boolean {
  return truth.classIndex === detection.classIndex
}
