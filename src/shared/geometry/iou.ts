import { area, type Box, type FlatBoxes, intersectionArea } from './box'

/** Intersection over union of two boxes, in [0, 1]; 0 where both are empty. */
export function iou(a: Box, b: Box): number {
  const shared = intersectionArea(a, b)
  const union = area(a) + area(b) - shared
  return union > 0 ? shared / union : 0
}

/**
 * Generalised IoU of two boxes, in [-1, 1] (Rezatofighi et al. 2019, arXiv:1902.09630):
 *   GIoU = IoU - |C \ (A or B)| / |C|, C the smallest box around both.
 */
export function giou(a: Box, b: Box): number {
  const shared = intersectionArea(a, b)
  const union = area(a) + area(b) - shared
  const enclosing =
    Math.max(0, Math.max(a.x2, b.x2) - Math.min(a.x1, b.x1)) *
    Math.max(0, Math.max(a.y2, b.y2) - Math.min(a.y1, b.y1))
  if (!(union > 0) || !(enclosing > 0)) return 0
  return shared / union - (enclosing - union) / enclosing
}

/** IoU of all pairs: a [N*4], b [M*4] flat corners -> [N*M], row i holds box i of a against all of b. */
export function iouMatrix(a: FlatBoxes, b: FlatBoxes): Float64Array {
  return pairs(a, b, iou)
}

/** GIoU of all pairs: a [N*4], b [M*4] flat corners -> [N*M]. */
export function giouMatrix(a: FlatBoxes, b: FlatBoxes): Float64Array {
  return pairs(a, b, giou)
}

/** IoU of box i of a with box j of b, flat corners. */
export function iouAt(a: FlatBoxes, i: number, b: FlatBoxes, j: number): number {
  const p = i * 4
  const q = j * 4
  const width = Math.min(a[p + 2], b[q + 2]) - Math.max(a[p], b[q])
  if (width <= 0) return 0
  const height = Math.min(a[p + 3], b[q + 3]) - Math.max(a[p + 1], b[q + 1])
  if (height <= 0) return 0
  const shared = width * height
  const union = (a[p + 2] - a[p]) * (a[p + 3] - a[p + 1]) + (b[q + 2] - b[q]) * (b[q + 3] - b[q + 1]) - shared
  return union > 0 ? shared / union : 0
}

/** Box i of flat corners. */
export function boxAt(boxesXyxy: FlatBoxes, i: number): Box {
  const p = i * 4
  return { x1: boxesXyxy[p], y1: boxesXyxy[p + 1], x2: boxesXyxy[p + 2], y2: boxesXyxy[p + 3] }
}

/** Boxes to flat corners [N*4]. */
export function toFlatXyxy(boxes: readonly Box[]): Float64Array {
  const flat = new Float64Array(boxes.length * 4)
  for (const [i, box] of boxes.entries()) flat.set([box.x1, box.y1, box.x2, box.y2], i * 4)
  return flat
}

function pairs(a: FlatBoxes, b: FlatBoxes, measure: (a: Box, b: Box) => number): Float64Array {
  const rows = a.length / 4
  const columns = b.length / 4
  const matrix = new Float64Array(rows * columns)
  const others = Array.from({ length: columns }, (_, j) => boxAt(b, j))
  for (let i = 0; i < rows; i++) {
    const box = boxAt(a, i)
    for (let j = 0; j < columns; j++) matrix[i * columns + j] = measure(box, others[j])
  }
  return matrix
}
