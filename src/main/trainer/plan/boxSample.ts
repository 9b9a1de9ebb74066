import { createRandom } from '../../../shared/random'
import type { PlanBox, PlanImage, PlannedView } from './types'

/** Sizes are judged by at most this many boxes, drawn evenly: a plan is made anew at every change of a setting. */
export const MAX_SAMPLED_BOXES = 4000
const SAMPLE_STREAM = 0xb0c5

/** A labelled box and the size of its picture. */
export interface SampledBox {
  box: PlanBox
  pictureWidth: number
  pictureHeight: number
}

/** Boxes that stand for all that training learns from. */
export interface BoxSample {
  boxes: SampledBox[]
  /** Boxes that they were drawn from. */
  total: number
}

/**
 * Boxes of the pictures that are not ignored and have an area; above MAX_SAMPLED_BOXES an even draw of so many without
 * replacement (selection sampling, Knuth, The Art of Computer Programming 3.4.2, algorithm S), the same each time.
 */
export function sampleBoxes(images: readonly PlanImage[]): BoxSample {
  let total = 0
  for (const { boxes } of images) for (const box of boxes) if (isUsable(box)) total++
  const random = createRandom(SAMPLE_STREAM)
  const boxes: SampledBox[] = []
  let left = total
  for (const { boxes: labelled, width: pictureWidth, height: pictureHeight } of images) {
    for (const box of labelled) {
      if (!isUsable(box)) continue
      const wanted = Math.min(MAX_SAMPLED_BOXES, total) - boxes.length
      if (wanted === left || random.next() * left < wanted) boxes.push({ box, pictureWidth, pictureHeight })
      left--
    }
  }
  return { boxes, total }
}

/** At most so many of a sample's boxes, evenly taken. */
export function thinSample({ boxes, total }: BoxSample, limit: number): BoxSample {
  const step = Math.ceil(boxes.length / limit)
  return { boxes: boxes.filter((_, i) => i % step === 0), total }
}

/** Root of a box's area, px of the picture. */
export function boxSide({ x1, y1, x2, y2 }: PlanBox): number {
  return Math.sqrt(Math.max(0, x2 - x1) * Math.max(0, y2 - y1))
}

/** Root of a box's area as the network sees it, px of the input. */
export function sideAtInput({ box, pictureWidth, pictureHeight }: SampledBox, view: PlannedView): number {
  const side = boxSide(box)
  return view.tileScale === null
    ? side * Math.sqrt((view.width / pictureWidth) * (view.height / pictureHeight))
    : side / view.tileScale
}

/**
 * Corners [M*4], px of the input. In tiles a box comes to lie near the middle, moved by whole cells of every level, so
 * that it keeps its place between the anchors.
 */
export function boxesAtInput({ boxes }: BoxSample, view: PlannedView): Float32Array {
  const corners = new Float32Array(boxes.length * 4)
  for (const [i, { box, pictureWidth, pictureHeight }] of boxes.entries()) {
    const { x1, y1, x2, y2 } = box
    if (view.tileScale === null) {
      const across = view.width / pictureWidth
      const down = view.height / pictureHeight
      corners.set([x1 * across, y1 * down, x2 * across, y2 * down], i * 4)
    } else {
      const scale = view.tileScale
      const left = wholeCells((x1 + x2) / 2 / scale, view.width)
      const top = wholeCells((y1 + y2) / 2 / scale, view.height)
      corners.set([x1 / scale - left, y1 / scale - top, x2 / scale - left, y2 / scale - top], i * 4)
    }
  }
  return corners
}

/** The value that a share of them is below; null where there are none. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

/** Cells of the coarsest level are a whole number of cells of every other. */
const COARSEST_STRIDE = 128

function wholeCells(centre: number, inputSide: number): number {
  return Math.round((centre - inputSide / 2) / COARSEST_STRIDE) * COARSEST_STRIDE
}

function isUsable(box: PlanBox): boolean {
  return !box.ignore && box.x2 > box.x1 && box.y2 > box.y1
}
