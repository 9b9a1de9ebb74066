import type { ErrorCause } from '../../../shared/review/schema'
import type { TideKind } from './tide'
import { matchImageForTide, type TideDetection, type TideTruth } from './tideMatch'
import { byImage, type EvaluationInput, type ScoredBox, type TruthBox } from './types'

/** IoU from which a detection counts as found. */
export const FOREGROUND_IOU = 0.5
const tideRules = { foreground: FOREGROUND_IOU, background: 0.1, maxDetections: Number.POSITIVE_INFINITY }

/** TIDE's kinds in the words of the studio. */
export const causeOfKind: Record<TideKind, ErrorCause> = {
  Bkg: 'background',
  Loc: 'localization',
  Cls: 'class',
  Both: 'both',
  Dupe: 'duplicate',
  Miss: 'missed',
}

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
  /** What a badly placed or wrongly classed one was after, else the ground truth that it overlaps most; null: none. */
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
  /** The badly placed or wrongly classed detection that would find it if mended: TIDE then counts no miss. null: none. */
  mendedBy: number | null
}

export interface ErrorList {
  hits: Hit[]
  /** By falling score. */
  falsePositives: FalsePositive[]
  misses: Miss[]
}

/** What all detections and ground truths turned out to be; the errors at any threshold can be read off it. */
export interface Judged {
  /** With their scores, by falling score within an image. */
  hits: (Hit & { score: number })[]
  falsePositives: (FalsePositive & { score: number })[]
  /** Every ground truth that counts. */
  truths: (Miss & { foundAt: number | null; mendedAt: number | null })[]
}

/**
 * Holds all detections against ground truth as TIDE does (see `evaluateTide`), without its limit on detections. Lower
 * scores never change what higher ones got: one judgement serves every threshold. What falls on a crowd or an ignored
 * box is no error, nor is such a box a miss.
 */
export function judge(input: EvaluationInput): Judged {
  const truthsByImage = byImage(input.truths, input.numImages)
  const detectionsByImage = byImage(input.detections, input.numImages)
  const places = {
    truths: new Map<TruthBox, number>(input.truths.map((truth, i) => [truth, i])),
    detections: new Map<ScoredBox, number>(input.detections.map((detection, i) => [detection, i])),
  }
  const judged: Judged = { hits: [], falsePositives: [], truths: [] }
  for (let image = 0; image < input.numImages; image++) {
    judgeImage(detectionsByImage[image], truthsByImage[image], places, judged)
  }
  return judged
}

/** The errors among detections that score at least `minScore`. */
export function errorsAt({ hits, falsePositives, truths }: Judged, minScore: number): ErrorList {
  return {
    hits: hits
      .filter(({ score }) => score >= minScore)
      .map(({ detection, truth, iou }) => ({ detection, truth, iou })),
    falsePositives: falsePositives
      .filter(({ score }) => score >= minScore)
      .sort((a, b) => b.score - a.score || a.detection - b.detection)
      .map(({ detection, cause, truth, iou }) => ({ detection, cause, truth, iou })),
    misses: truths
      .filter(({ foundAt }) => foundAt === null || foundAt < minScore)
      .map(({ truth, nearestDetection, iou, bestScore, mendedBy, mendedAt }) => {
        const isReached = mendedAt !== null && mendedAt >= minScore
        return { truth, nearestDetection, iou, bestScore, mendedBy: isReached ? mendedBy : null }
      }),
  }
}

export function listErrors(input: EvaluationInput, minScore: number): ErrorList {
  return errorsAt(judge(input), minScore)
}

interface Places {
  truths: ReadonlyMap<TruthBox, number>
  detections: ReadonlyMap<ScoredBox, number>
}

function judgeImage(
  scored: readonly ScoredBox[],
  boxes: readonly TruthBox[],
  places: Places,
  judged: Judged,
): void {
  const { detections, truths, overlaps } = matchImageForTide(scored, boxes, tideRules)
  const truthPlace = new Map(truths.map((truth, g) => [truth, g]))
  const indexOf = (truth: TideTruth) => places.truths.get(truth.box) as number
  const placeOf = (detection: TideDetection) => places.detections.get(detection.box) as number
  detections.forEach((detection, d) => {
    const { outcome, score, kind, aim } = detection
    if (outcome === 'ignored') return
    const base = { detection: placeOf(detection), score }
    if (outcome === 'true') {
      const g = truths.findIndex(({ takenBy }) => takenBy === detection)
      judged.hits.push({ ...base, truth: indexOf(truths[g]), iou: overlaps[d][g] })
      return
    }
    const g = aim === null ? indexOfMost(overlaps[d]) : (truthPlace.get(aim) ?? null)
    judged.falsePositives.push({
      ...base,
      cause: causeOfKind[kind as TideKind] as FalsePositive['cause'],
      truth: g === null ? null : indexOf(truths[g]),
      iou: g === null ? 0 : overlaps[d][g],
    })
  })
  truths.forEach((truth, g) => {
    // Detections come by falling score: the first that fits has the best one.
    const best = detections.find(
      ({ classIndex }, d) => classIndex === truth.classIndex && overlaps[d][g] >= FOREGROUND_IOU,
    )
    const nearest = indexOfMost(detections.map((_, d) => overlaps[d][g]))
    const mender = detections.find(({ aim, outcome }) => aim === truth && outcome === 'false')
    judged.truths.push({
      truth: indexOf(truth),
      nearestDetection: nearest === null ? null : placeOf(detections[nearest]),
      iou: nearest === null ? 0 : overlaps[nearest][g],
      bestScore: best?.score ?? null,
      mendedBy: mender === undefined ? null : placeOf(mender),
      mendedAt: mender?.score ?? null,
      foundAt: truth.takenBy?.score ?? null,
    })
  })
}

/** Place of the highest overlap above 0, the first where some tie; null where nothing touches. */
function indexOfMost(overlaps: ArrayLike<number>): number | null {
  let best: number | null = null
  for (let i = 0; i < overlaps.length; i++) {
    if (overlaps[i] > (best === null ? 0 : overlaps[best])) best = i
  }
  return best
}
