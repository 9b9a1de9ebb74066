import { type ClassThresholds, thresholdOf } from '../../../shared/evaluation/chosen'
import type { ErrorCause } from '../../../shared/review/schema'
import type { TideKind } from './tide'
import { matchImageForTide, type TideDetection, type TideTruth } from './tideMatch'
import { type EvaluationInput, placesByImage } from './types'

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
  const truthsByImage = placesByImage(input.truths, input.numImages)
  const detectionsByImage = placesByImage(input.detections, input.numImages)
  const judged: Judged = { hits: [], falsePositives: [], truths: [] }
  for (let image = 0; image < input.numImages; image++) {
    judgeImage(input, detectionsByImage[image], truthsByImage[image], judged)
  }
  return judged
}

/** The errors among detections that score at least `minScore`, of all classes or of each. */
export function errorsAt(
  judged: Judged,
  { detections, truths }: Pick<EvaluationInput, 'detections' | 'truths'>,
  minScore: ClassThresholds,
): ErrorList {
  const leastOf = (detection: number) => thresholdOf(minScore, detections[detection].classIndex)
  const errors: ErrorList = { hits: [], falsePositives: [], misses: [] }
  for (const { detection, truth, iou, score } of judged.hits) {
    if (score >= leastOf(detection)) errors.hits.push({ detection, truth, iou })
  }
  const standing = judged.falsePositives.filter(({ detection, score }) => score >= leastOf(detection))
  standing.sort((a, b) => b.score - a.score || a.detection - b.detection)
  errors.falsePositives = standing.map(({ detection, cause, truth, iou }) => ({
    detection,
    cause,
    truth,
    iou,
  }))
  for (const judgedTruth of judged.truths) {
    const { truth, nearestDetection, iou, bestScore, mendedBy, mendedAt } = judgedTruth
    if (!isMissed(judgedTruth, thresholdOf(minScore, truths[truth].classIndex))) continue
    const isReached = mendedBy !== null && mendedAt !== null && mendedAt >= leastOf(mendedBy)
    errors.misses.push({ truth, nearestDetection, iou, bestScore, mendedBy: isReached ? mendedBy : null })
  }
  return errors
}

/** True for a ground truth that no detection of such a score finds. */
export function isMissed({ foundAt }: Pick<Judged['truths'][number], 'foundAt'>, minScore: number): boolean {
  return foundAt === null || foundAt < minScore
}

export function listErrors(input: EvaluationInput, minScore: ClassThresholds): ErrorList {
  return errorsAt(judge(input), input, minScore)
}

/** Adds what became of one image; places are those of its detections and ground truths in the input. */
function judgeImage(
  input: EvaluationInput,
  detectionPlaces: readonly number[],
  truthPlaces: readonly number[],
  judged: Judged,
): void {
  const { detections, truths, overlaps } = matchImageForTide(
    detectionPlaces.map((place) => input.detections[place]),
    truthPlaces.map((place) => input.truths[place]),
    tideRules,
  )
  const indexOf = ({ place }: TideTruth) => truthPlaces[place]
  const placeOf = ({ place }: TideDetection) => detectionPlaces[place]
  detections.forEach((detection, d) => {
    const { outcome, score, kind, aim, found } = detection
    if (outcome === 'ignored') return
    if (found !== null) {
      const iou = overlaps[d][found.index]
      judged.hits.push({ detection: placeOf(detection), truth: indexOf(found), iou, score })
      return
    }
    const nearest = aim ?? truths[indexOfMost(overlaps[d])] ?? null
    judged.falsePositives.push({
      detection: placeOf(detection),
      cause: causeOfKind[kind as TideKind] as FalsePositive['cause'],
      truth: nearest === null ? null : indexOf(nearest),
      iou: nearest === null ? 0 : overlaps[d][nearest.index],
      score,
    })
  })
  truths.forEach((truth, g) => {
    let nearest = -1
    // Detections come by falling score: the first that fits has the best one.
    let best = -1
    let mender = -1
    for (let d = 0; d < detections.length; d++) {
      const overlap = overlaps[d][g]
      if (overlap > (nearest === -1 ? 0 : overlaps[nearest][g])) nearest = d
      if (best === -1 && overlap >= FOREGROUND_IOU && detections[d].classIndex === truth.classIndex) best = d
      if (mender === -1 && detections[d].aim === truth && detections[d].outcome === 'false') mender = d
    }
    judged.truths.push({
      truth: indexOf(truth),
      nearestDetection: nearest === -1 ? null : placeOf(detections[nearest]),
      iou: nearest === -1 ? 0 : overlaps[nearest][g],
      bestScore: best === -1 ? null : detections[best].score,
      mendedBy: mender === -1 ? null : placeOf(detections[mender]),
      mendedAt: mender === -1 ? null : detections[mender].score,
      foundAt: truth.takenBy?.score ?? null,
    })
  })
}

/** Place of the highest overlap above 0, the first where some tie; -1 where nothing touches. */
function indexOfMost(overlaps: Float64Array): number {
  let best = -1
  for (let i = 0; i < overlaps.length; i++) if (overlaps[i] > (best === -1 ? 0 : overlaps[best])) best = i
  return best
}
