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
/** Overlaps this near to each other may be the same. */
const ROUNDING = 1e-4

/** Compares two detectors on one picture: pairs of a class by overlap, each side's leftovers judged on their own. */
export function compareDetections(
  expected: readonly InputDetection[],
  actual: readonly InputDetection[],
  borders: DetectionBorders,
): Comparison {
  const partners = pairUp(expected, actual)
  const result: Comparison = {
    detections: expected.length,
    maxBoxDifferencePx: 0,
    maxScoreDifference: 0,
    borderline: 0,
  }
  const lonely = new Set(actual)
  for (const detection of expected) {
    const partner = partners.get(detection)
    if (partner === undefined) {
      judgeLonely(detection, actual, borders, result)
      continue
    }
    lonely.delete(partner)
    const boxPx = Math.max(...detection.box.map((side, i) => Math.abs(side - partner.box[i])))
    result.maxBoxDifferencePx = Math.max(result.maxBoxDifferencePx, boxPx)
    result.maxScoreDifference = Math.max(result.maxScoreDifference, Math.abs(detection.score - partner.score))
  }
  for (const detection of lonely) judgeLonely(detection, expected, borders, result)
  return result
}

/** Every expected detection's best overlapping partner of its class, each partner once. */
function pairUp(expected: readonly InputDetection[], actual: readonly InputDetection[]) {
  const pairs = expected.flatMap((left) =>
    actual
      .filter((right) => right.label === left.label)
      .map((right) => ({ left, right, overlap: overlapOf(left, right) })),
  )
  const partners = new Map<InputDetection, InputDetection>()
  const taken = new Set<InputDetection>()
  // Soft suppression leaves equal boxes with different scores: overlaps that only rounding tells apart are equal here.
  const rounded = (overlap: number) => Math.round(overlap / ROUNDING)
  const scoreGap = ({ left, right }: (typeof pairs)[number]) => Math.abs(left.score - right.score)
  const byLikeness = (a: (typeof pairs)[number], b: (typeof pairs)[number]) =>
    rounded(b.overlap) - rounded(a.overlap) || scoreGap(a) - scoreGap(b)
  for (const { left, right, overlap } of pairs.sort(byLikeness)) {
    if (overlap < 0.5) break
    if (partners.has(left) || taken.has(right)) continue
    partners.set(left, right)
    taken.add(right)
  }
  return partners
}

function judgeLonely(
  detection: InputDetection,
  others: readonly InputDetection[],
  borders: DetectionBorders,
  result: Comparison,
): void {
  if (isOnBorder(detection, others, borders)) result.borderline++
  else result.maxScoreDifference = Math.max(result.maxScoreDifference, detection.score)
}

/** True where rounding alone decides whether the detection is among the others. */
function isOnBorder(
  detection: InputDetection,
  others: readonly InputDetection[],
  { scoreThreshold, nms, nmsIou, maxDetections }: DetectionBorders,
): boolean {
  const near = PARITY_LIMITS.score
  if (detection.score - scoreThreshold <= near) return true
  if (others.length === maxDetections && detection.score - others[others.length - 1].score <= near)
    return true
  // Soft suppression lowers scores smoothly: no overlap decides anything.
  if (nms === 'soft') return false
  const measure = nms === 'diou' ? diouOf : overlapOf
  return others.some(
    (other) =>
      other.label === detection.label && Math.abs(measure(detection, other) - nmsIou) <= OVERLAP_BORDER,
  )
}

function diouOf(a: InputDetection, b: InputDetection): number {
  return diouAt(Float64Array.of(...a.box, ...b.box), 0, 1)
}

function overlapOf(a: InputDetection, b: InputDetection): number {
  return iou(toBox(a), toBox(b))
}

function toBox({ box: [x1, y1, x2, y2] }: InputDetection) {
  return { x1, y1, x2, y2 }
}
