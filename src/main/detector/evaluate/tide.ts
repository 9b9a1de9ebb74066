import { interpolate, meanOrNull, precisionRecall } from '../../../shared/evaluation/curve'
import type { TideFigures } from '../../../shared/training/metrics'
import { matchImageForTide, type TideDetection, type TideTruth } from './tideMatch'
import { byImage, type EvaluationInput } from './types'

/** Main errors, in the order in which TIDE names them. */
export const TIDE_KINDS = ['Cls', 'Loc', 'Both', 'Dupe', 'Bkg', 'Miss'] as const
export type TideKind = (typeof TIDE_KINDS)[number]

export interface TideReport {
  /** AP at IoU 0.5 in points, by TIDE's matching: all classes share 100 detections an image; an absent class is 0. */
  ap50: number
  /** AP points gained by mending each kind of error, and all false positives or negatives. */
  figures: TideFigures
  counts: Record<TideKind, number>
}

export interface TideOptions {
  /** IoU from which a detection counts as found. */
  foreground: number
  /** IoU up to which it touches nothing. */
  background: number
  maxDetections: number
}

/** A mistake, and the detection it would be if it were mended: null gone, -1 one ground truth less. */
interface Mistake {
  kind: TideKind
  classIndex: number
  /** Its detection as it counts now; null for a missed ground truth or an ignored detection. */
  original: Point | null
  mended: { classIndex: number; point: Point } | null | -1
}

interface Point {
  score: number
  isTrue: boolean
}

/** Data points and number of ground truths of each class. */
interface ClassData {
  points: Point[]
  numTruths: number
}

/** 0, 0.01 .. 1 as TIDE rounds them. */
const RECALLS = Array.from({ length: 101 }, (_, i) => i / 100)

/**
 * TIDE's error analysis (Bolya et al. 2020, arXiv:2008.08115), equal to tidecv: every detection that is not a true
 * positive has one kind of error, tested in this order: no ground truth in the image Bkg; IoU with its class in [0.1,
 * 0.5] Loc; with another class >= 0.5 Cls; with a taken one of its class >= 0.5 Dupe; with anything <= 0.1 Bkg; else
 * Both. Miss: a ground truth that neither a match nor the mending of a Loc or Cls error reaches. Each figure is the AP
 * gained by mending that kind alone (at least 0, one mending a ground truth, the highest score); they do not add up.
 */
export function evaluateTide(
  input: EvaluationInput,
  options: TideOptions = { foreground: 0.5, background: 0.1, maxDetections: 100 },
): TideReport {
  const truthsByImage = byImage(input.truths, input.numImages)
  const detectionsByImage = byImage(input.detections, input.numImages)
  const classes: ClassData[] = Array.from({ length: input.numClasses }, () => ({ points: [], numTruths: 0 }))
  const correct: { classIndex: number; point: Point }[] = []
  const mistakes: Mistake[] = []
  const missed = new Array<number>(input.numClasses).fill(0)
  for (let image = 0; image < input.numImages; image++) {
    const found = matchImageForTide(detectionsByImage[image], truthsByImage[image], options)
    for (const truth of found.truths) classes[truth.classIndex].numTruths++
    for (const detection of found.detections) {
      const { classIndex, score, outcome } = detection
      const point = { score, isTrue: outcome === 'true' }
      if (outcome !== 'ignored') classes[classIndex].points.push(point)
      if (outcome === 'true') correct.push({ classIndex, point })
      else mistakes.push(mistakeOf(detection, outcome === 'ignored' ? null : point))
    }
    for (const truth of found.truths) {
      if (truth.takenBy !== null) continue
      missed[truth.classIndex]++
      if (truth.mendedBy !== null) continue
      mistakes.push({ kind: 'Miss', classIndex: truth.classIndex, original: null, mended: -1 })
    }
  }
  return summarise(classes, correct, mistakes, missed)
}

function mistakeOf(detection: TideDetection, original: Point | null): Mistake {
  const { classIndex, score, kind, aim } = detection
  if (kind === null) throw new Error('a detection that is no true positive has a kind of error')
  const isMender = aim !== null && aim.mendedBy === detection
  const mended = isMender
    ? { classIndex: (aim as TideTruth).classIndex, point: { score, isTrue: true } }
    : null
  return { kind, classIndex, original, mended }
}

function summarise(
  classes: readonly ClassData[],
  correct: readonly { classIndex: number; point: Point }[],
  mistakes: readonly Mistake[],
  missed: readonly number[],
): TideReport {
  const ap50 = meanAp(classes)
  const gain = (mended: ClassData[]) => meanAp(mended) - ap50
  const rebuild = (kind: TideKind | null) => rebuildData(classes, correct, mistakes, kind)
  const gains = {} as Record<TideKind, number>
  const counts = {} as Record<TideKind, number>
  for (const kind of TIDE_KINDS) {
    // A loss of AP by mending comes from the 101 recall steps alone.
    gains[kind] = Math.max(0, gain(rebuild(kind)))
    counts[kind] = mistakes.filter((mistake) => mistake.kind === kind).length
  }
  const silenced = rebuild(null).map(({ points, numTruths }) => ({
    points: points.map(({ isTrue }) => ({ score: isTrue ? 1 : 0, isTrue })),
    numTruths,
  }))
  const forgiven = rebuild(null).map(({ points, numTruths }, c) => ({
    points,
    numTruths: numTruths - missed[c],
  }))
  return { ap50, figures: { ...gains, FP: gain(silenced), FN: gain(forgiven) }, counts }
}

/** Data with one kind of error mended; the order (mistakes, then what was right) settles equal scores as in tidecv. */
function rebuildData(
  classes: readonly ClassData[],
  correct: readonly { classIndex: number; point: Point }[],
  mistakes: readonly Mistake[],
  kind: TideKind | null,
): ClassData[] {
  const rebuilt = classes.map(({ numTruths }) => ({ points: [] as Point[], numTruths }))
  for (const mistake of mistakes) {
    if (mistake.kind !== kind) {
      if (mistake.original !== null) rebuilt[mistake.classIndex].points.push(mistake.original)
    } else if (mistake.mended === -1) {
      rebuilt[mistake.classIndex].numTruths--
    } else if (mistake.mended !== null) {
      rebuilt[mistake.mended.classIndex].points.push(mistake.mended.point)
    }
  }
  for (const { classIndex, point } of correct) rebuilt[classIndex].points.push(point)
  return rebuilt
}

/** Mean AP in points over the classes that have detections or ground truth; one without ground truth is 0. */
function meanAp(classes: readonly ClassData[]): number {
  const present = classes.filter(({ points, numTruths }) => points.length > 0 || numTruths !== 0)
  return meanOrNull(present.map(classAp)) ?? 0
}

function classAp({ points, numTruths }: ClassData): number {
  if (numTruths === 0) return 0
  const ranked = [...points].sort((a, b) => b.score - a.score)
  const curve = precisionRecall(
    ranked.map(({ isTrue }) => Number(isTrue)),
    numTruths,
  )
  return 100 * (meanOrNull(interpolate(curve, RECALLS)) ?? 0)
}
