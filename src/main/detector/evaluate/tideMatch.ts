import type { TideKind, TideOptions } from './tide'
import { byFallingScore, overlapXywh, type ScoredBox, type TruthBox } from './types'

/** A ground truth that counts, and what became of it. */
export interface TideTruth {
  box: TruthBox
  classIndex: number
  takenBy: TideDetection | null
  /** The detection of highest score whose Cls or Loc error would find it if mended. */
  mendedBy: TideDetection | null
}

/** A detection and its outcome; `kind` is set for all but true positives. */
export interface TideDetection {
  box: ScoredBox
  classIndex: number
  score: number
  outcome: 'true' | 'false' | 'ignored'
  kind: TideKind | null
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
  const truths = truthBoxes
    .filter((box) => !isIgnoreRegion(box))
    .map((box): TideTruth => ({ box, classIndex: box.classIndex, takenBy: null, mendedBy: null }))
  const detections = byFallingScore(scored)
    .slice(0, options.maxDetections)
    .map((box): TideDetection => {
      return { box, classIndex: box.classIndex, score: box.score, outcome: 'false', kind: null, aim: null }
    })
  const overlaps = detections.map(({ box }) =>
    Float64Array.from(truths, (truth) => overlapXywh(box.xywh, truth.box.xywh, false)),
  )
  takeTruths(detections, truths, overlaps, options.foreground)
  ignoreCovered(detections, truthBoxes.filter(isIgnoreRegion), options.foreground)
  detections.forEach((detection, d) => {
    if (detection.outcome !== 'true') nameError(detection, truths, overlaps[d], options)
  })
  return { detections, truths, overlaps }
}

function isIgnoreRegion(box: TruthBox): boolean {
  return box.isCrowd === true || box.isIgnored === true
}

/** By falling score each detection takes the free ground truth of its class that it overlaps most. */
function takeTruths(
  detections: readonly TideDetection[],
  truths: readonly TideTruth[],
  overlaps: Overlaps,
  foreground: number,
): void {
  detections.forEach((detection, d) => {
    const best = highest(
      truths,
      overlaps[d],
      (truth) => isSameClass(truth, detection) && truth.takenBy === null,
    )
    if (best === null || best.overlap < foreground) return
    best.truth.takenBy = detection
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

function nameError(
  detection: TideDetection,
  truths: readonly TideTruth[],
  overlap: Float64Array,
  { foreground, background }: TideOptions,
): void {
  const sameClass = highest(truths, overlap, (truth) => isSameClass(truth, detection))
  const otherClass = highest(truths, overlap, (truth) => !isSameClass(truth, detection))
  const taken = highest(truths, overlap, (truth) => isSameClass(truth, detection) && truth.takenBy !== null)
  const any = highest(truths, overlap, () => true)
  if (any === null) detection.kind = 'Bkg'
  else if (sameClass !== null && sameClass.overlap >= background && sameClass.overlap <= foreground) {
    aimAt(detection, sameClass.truth, 'Loc')
  } else if (otherClass !== null && otherClass.overlap >= foreground)
    aimAt(detection, otherClass.truth, 'Cls')
  else if (taken !== null && taken.overlap >= foreground) detection.kind = 'Dupe'
  else if (any.overlap <= background) detection.kind = 'Bkg'
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

/** The ground truth of highest overlap among those that fit; the first where some tie. */
function highest(
  truths: readonly TideTruth[],
  overlap: Float64Array,
  fits: (truth: TideTruth) => boolean,
): { truth: TideTruth; overlap: number } | null {
  let best: { truth: TideTruth; overlap: number } | null = null
  for (let g = 0; g < truths.length; g++) {
    if (fits(truths[g]) && (best === null || overlap[g] > best.overlap)) {
      best = { truth: truths[g], overlap: overlap[g] }
    }
  }
  return best
}
