import { iou } from '../../shared/geometry/iou'
import { diouAt } from '../detector/postprocess/suppression/diou'
import type { SuppressionName } from '../detector/postprocess/suppression/types'

/** One detection in px of the network input. */
export interface InputDetection {
  label: number
  score: number
  /** x1, y1, x2, y2 */
  box: [number, number, number, number]
}

/** The rules both detectors cut by; a detection right on a border may fall on either side of it. */
export interface DetectionBorders {
  scoreThreshold: number
  nms: SuppressionName
  nmsIou: number
  maxDetections: number
}

export interface Comparison {
  detections: number
  maxBoxDifferencePx: number
  /** A detection that only one side has counts with its whole score. */
  maxScoreDifference: number
  /** Detections that differ only because they lie on a border of the rules. */
  borderline: number
}

/** Both in the words: at most half a pixel, at most a thousandth. */
export const PARITY_LIMITS = { boxPx: 0.5, score: 1e-3 } as const
/** How near to the overlap threshold two boxes count as on its border. */
const OVERLAP_BORDER = 2e-3
/** From this overlap on two detections may be the same. */
const PAIR_IOU = 0.5
/** Overlaps this near to each other may be the same. */
const ROUNDING = 1e-4

/** Compares two detectors on one picture: pairs of a class by overlap, each side's leftovers judged on their own. */
export function compareDetections(
  expected: readonly InputDetection[],
  actual: readonly InputDetection[],
  borders: DetectionBorders,
): Comparison {
  const partners = pairUp(expected, actual)
  const excused = closeCalls(expected, actual, partners, borders)
  const result: Comparison = {
    detections: expected.length,
    maxBoxDifferencePx: 0,
    maxScoreDifference: 0,
    borderline: excused.size,
  }
  const countWhole = (detection: InputDetection) => {
    if (excused.has(detection)) return
    result.maxScoreDifference = Math.max(result.maxScoreDifference, detection.score)
  }
  const lonely = new Set(actual)
  for (const detection of expected) {
    const partner = partners.get(detection)
    if (partner === undefined) {
      countWhole(detection)
      continue
    }
    lonely.delete(partner)
    if (excused.has(detection) || excused.has(partner)) {
      countWhole(detection)
      countWhole(partner)
      continue
    }
    result.maxBoxDifferencePx = Math.max(result.maxBoxDifferencePx, boxDifference(detection, partner))
    result.maxScoreDifference = Math.max(result.maxScoreDifference, Math.abs(detection.score - partner.score))
  }
  for (const detection of lonely) countWhole(detection)
  return result
}

/** Every expected detection's best overlapping partner of its class, each partner once. */
function pairUp(expected: readonly InputDetection[], actual: readonly InputDetection[]) {
  const pairs = expected.flatMap((left) =>
    actual
      .filter((right) => right.label === left.label)
      .map((right) => ({ left, right, overlap: likenessOf(left, right) })),
  )
  const partners = new Map<InputDetection, InputDetection>()
  const taken = new Set<InputDetection>()
  // Soft suppression leaves equal boxes with different scores: overlaps that only rounding tells apart are equal here.
  const rounded = (overlap: number) => Math.round(overlap / ROUNDING)
  const scoreGap = ({ left, right }: (typeof pairs)[number]) => Math.abs(left.score - right.score)
  const byLikeness = (a: (typeof pairs)[number], b: (typeof pairs)[number]) =>
    rounded(b.overlap) - rounded(a.overlap) || scoreGap(a) - scoreGap(b)
  for (const { left, right, overlap } of pairs.sort(byLikeness)) {
    if (overlap < PAIR_IOU) break
    if (partners.has(left) || taken.has(right)) continue
    partners.set(left, right)
    taken.add(right)
  }
  return partners
}

/**
 * Detections of either side that rounding alone decides about: on a border of the rules, or kept away on the other side
 * by one that is itself such a close call.
 */
function closeCalls(
  expected: readonly InputDetection[],
  actual: readonly InputDetection[],
  partners: ReadonlyMap<InputDetection, InputDetection>,
  borders: DetectionBorders,
): Set<InputDetection> {
  const paired = new Set<InputDetection>()
  const same = new Set<InputDetection>()
  // A pair that agrees in place or in score is one detection that both kept: no border tells it apart.
  const one = new Set<InputDetection>()
  for (const [left, right] of partners) {
    const agreesInPlace = boxDifference(left, right) <= PARITY_LIMITS.boxPx
    const agreesInScore = Math.abs(left.score - right.score) <= PARITY_LIMITS.score
    for (const side of [left, right]) {
      paired.add(side)
      if (agreesInPlace || agreesInScore) one.add(side)
      if (agreesInPlace && agreesInScore) same.add(side)
    }
  }
  const apart = [
    ...expected.map((detection) => ({ detection, others: actual })),
    ...actual.map((detection) => ({ detection, others: expected })),
  ].filter(({ detection }) => !one.has(detection))
  const excused = new Set<InputDetection>()
  // Suppression goes from the highest score down, and so do its consequences.
  for (const { detection, others } of apart.sort((a, b) => b.detection.score - a.detection.score)) {
    const isCut = !paired.has(detection) && isCutBorder(detection, others, borders)
    if (isCut || isKeptAway(detection, others, { same, excused }, borders)) excused.add(detection)
  }
  return excused
}

/** True where the score threshold or the most that are kept decides by a hair. */
function isCutBorder(
  { score }: InputDetection,
  others: readonly InputDetection[],
  { scoreThreshold, maxDetections }: DetectionBorders,
): boolean {
  const near = PARITY_LIMITS.score
  if (Math.abs(score - scoreThreshold) <= near) return true
  const lowest = Math.min(...others.map((other) => other.score))
  return others.length === maxDetections && score - lowest <= near
}

/** True where a better box of the other side overlaps it as much as the threshold, or more where that box is a close call. */
function isKeptAway(
  detection: InputDetection,
  others: readonly InputDetection[],
  { same, excused }: { same: ReadonlySet<InputDetection>; excused: ReadonlySet<InputDetection> },
  { nms, nmsIou }: DetectionBorders,
): boolean {
  // Soft suppression lowers scores smoothly: no overlap decides anything.
  if (nms === 'soft') return false
  const measure = nms === 'diou' ? diouOf : overlapOf
  return others.some((other) => {
    if (other.label !== detection.label || other.score < detection.score) return false
    const past = measure(detection, other) - nmsIou
    return same.has(other) ? Math.abs(past) <= OVERLAP_BORDER : excused.has(other) && past >= -OVERLAP_BORDER
  })
}

function boxDifference(left: InputDetection, right: InputDetection): number {
  return Math.max(...left.box.map((side, i) => Math.abs(side - right.box[i])))
}

function diouOf(a: InputDetection, b: InputDetection): number {
  return diouAt(Float64Array.of(...a.box, ...b.box), 0, 1)
}

function overlapOf(a: InputDetection, b: InputDetection): number {
  return iou(toBox(a), toBox(b))
}

/** Boxes at the picture's edge may have no area: in the same place they are a pair all the same. */
function likenessOf(a: InputDetection, b: InputDetection): number {
  const overlap = overlapOf(a, b)
  return boxDifference(a, b) <= PARITY_LIMITS.boxPx ? Math.max(overlap, PAIR_IOU) : overlap
}

function toBox({ box: [x1, y1, x2, y2] }: InputDetection) {
  return { x1, y1, x2, y2 }
}
