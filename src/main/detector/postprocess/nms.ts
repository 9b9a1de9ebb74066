import type { FlatBoxes } from '../../../shared/geometry/box'
import { iouAt } from '../../../shared/geometry/iou'

/**
 * Non-maximum suppression by class: going from the highest score down, a box is kept unless one of its class was kept that
 * overlaps it by more than `maxIou` (strictly, as in torchvision and ONNX). boxesXyxy [N*4], scores [N]; classes [N], or
 * null where all boxes are of one. Returns the kept indices by falling score; equal scores by rising index.
 */
export function nms(
  boxesXyxy: FlatBoxes,
  scores: ArrayLike<number>,
  classes: ArrayLike<number> | null,
  maxIou: number,
  maxKept = Number.POSITIVE_INFINITY,
): Int32Array {
  const keptByClass = new Map<number, number[]>()
  const kept: number[] = []
  for (const candidate of rankByScore(scores)) {
    if (kept.length >= maxKept) break
    const classIndex = classes === null ? 0 : classes[candidate]
    const rivals = keptByClass.get(classIndex)
    if (rivals === undefined) keptByClass.set(classIndex, [candidate])
    else if (isSuppressed(boxesXyxy, candidate, rivals, maxIou)) continue
    else rivals.push(candidate)
    kept.push(candidate)
  }
  return Int32Array.from(kept)
}

/** Indices by falling score; equal scores by rising index. */
export function rankByScore(scores: ArrayLike<number>): number[] {
  return Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b)
}

function isSuppressed(boxesXyxy: FlatBoxes, candidate: number, rivals: number[], maxIou: number): boolean {
  for (const rival of rivals) if (iouAt(boxesXyxy, candidate, boxesXyxy, rival) > maxIou) return true
  return false
}
