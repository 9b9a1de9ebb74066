import type { Box } from '../../../shared/geometry/box'

/** x, y, width, height in px, as COCO writes boxes: sums and products then round as pycocotools' do. */
export type Xywh = readonly [x: number, y: number, width: number, height: number]

/** A ground-truth box to evaluate against. */
export interface TruthBox {
  /** Index of the image, 0 .. numImages - 1. */
  image: number
  /** Index of the class, 0 .. numClasses - 1. */
  classIndex: number
  xywh: Xywh
  /** A group (COCO iscrowd): ignored, and detections are measured by the share of them inside. */
  isCrowd?: boolean
  /** Too hard to count: whatever it matches counts neither way. */
  isIgnored?: boolean
  /** Area for the size classes, px^2; width times height where not given. */
  areaPx?: number
}

/** A detection to evaluate. */
export interface ScoredBox {
  image: number
  classIndex: number
  xywh: Xywh
  score: number
}

/** All that an evaluation looks at. */
export interface EvaluationInput {
  numImages: number
  numClasses: number
  truths: readonly TruthBox[]
  detections: readonly ScoredBox[]
}

/** Corners as COCO's numbers. */
export function xywhOf(box: Box): Xywh {
  return [box.x1, box.y1, box.x2 - box.x1, box.y2 - box.y1]
}

/** IoU of a detection and a ground truth; against a crowd, the share of the detection inside it. Rounds as pycocotools. */
export function overlapXywh(detection: Xywh, truth: Xywh, isCrowd: boolean): number {
  const width = Math.min(detection[0] + detection[2], truth[0] + truth[2]) - Math.max(detection[0], truth[0])
  if (width <= 0) return 0
  const height = Math.min(detection[1] + detection[3], truth[1] + truth[3]) - Math.max(detection[1], truth[1])
  if (height <= 0) return 0
  const shared = width * height
  const area = detection[2] * detection[3]
  return shared / (isCrowd ? area : area + truth[2] * truth[3] - shared)
}

/** A ground truth that is not there to be found: a crowd, or too hard. */
export function isUncounted({ isCrowd, isIgnored }: TruthBox): boolean {
  return isCrowd === true || isIgnored === true
}

/** Groups items by image: a list for each of 0 .. numImages - 1, in the order given. Throws on an image out of range. */
export function byImage<T extends { image: number }>(items: readonly T[], numImages: number): T[][] {
  return placesByImage(items, numImages).map((places) => places.map((place) => items[place]))
}

/** As `byImage`, with the places of the items in place of them. */
export function placesByImage(items: readonly { image: number }[], numImages: number): number[][] {
  const groups: number[][] = Array.from({ length: numImages }, () => [])
  for (const [place, { image }] of items.entries()) {
    const group = groups[image]
    if (group === undefined) throw new RangeError(`image ${image} of ${numImages}`)
    group.push(place)
  }
  return groups
}

/** Stable order by falling score, as NumPy's merge sort of the negated scores. */
export function byFallingScore<T extends { score: number }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => b.score - a.score)
}
