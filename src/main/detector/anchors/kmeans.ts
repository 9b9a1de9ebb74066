import type { FlatBoxes } from '../../../shared/geometry/box'
import { createRandom, type Random } from '../../../shared/random'
import { concentricIou } from './best'
import type { AnchorRule, AnchorShape, KmeansAnchorSpec } from './types'

/** Boxes with a shorter side, px of the network input, cannot be learnt and shape nothing. */
const MIN_SIDE_PX = 2
const RESTARTS = 10
const MAX_ROUNDS = 30
/** More boxes than this are sampled: the shapes no longer change, the time does. */
const MAX_BOXES = 1200
/** A shape with a side under this share of a level's stride belongs to a finer level. */
const MIN_SIDE_IN_STRIDES = 0.75

/** Anchors with shapes of their own, such as `kmeansShapes` finds. Throws a RangeError unless each level has some. */
export const kmeans: AnchorRule<KmeansAnchorSpec> = {
  name: 'kmeans',
  shapes({ shapes }, _input, strides) {
    if (shapes.length !== strides.length || shapes.some((level) => level.length === 0)) {
      throw new RangeError(
        `shapes for ${shapes.length} levels, some for each of ${strides.length} are needed`,
      )
    }
    return shapes.map((level) => [...level])
  },
}

/**
 * Anchor shapes from labelled boxes (Redmon & Farhadi 2017, YOLO9000, arXiv:1612.08242, section 2): k-means on widths and
 * heights with the distance 1 - IoU of boxes about one centre, k-means++ seeding (Arthur & Vassilvitskii 2007), medians as
 * centres, and of ten runs the one with the highest mean IoU. The k shapes are sorted by area and dealt to the levels;
 * then one with a side under 3/4 of its stride moves to the next finer level, while each level keeps at least one.
 *
 * boxesXyxyPx [M*4] px of the network input; shapesPerLevel and strides finest first. The same input and seed give the
 * same shapes. Boxes with a side under 2 px count for nothing; throws a RangeError where none is left.
 */
export function kmeansShapes(
  boxesXyxyPx: FlatBoxes,
  shapesPerLevel: readonly number[],
  strides: readonly number[],
  seed: number,
): AnchorShape[][] {
  const random = createRandom(seed)
  const sizes = random.shuffle(sizesOf(boxesXyxyPx)).slice(0, MAX_BOXES)
  if (sizes.length === 0) throw new RangeError('no box is large enough to make anchors from')
  const numShapes = shapesPerLevel.reduce((sum, count) => sum + count, 0)
  let best: Clustering = { centres: [], meanIou: -1 }
  for (let i = 0; i < RESTARTS; i++) {
    const found = cluster(sizes, numShapes, random)
    if (found.meanIou > best.meanIou) best = found
  }
  const sorted = best.centres.sort(byArea)
  const levels = shapesPerLevel.map((count) => sorted.splice(0, count))
  moveToFinerLevels(levels, strides)
  return levels
}

interface Clustering {
  centres: AnchorShape[]
  meanIou: number
}

function sizesOf(boxesXyxyPx: FlatBoxes): AnchorShape[] {
  const sizes: AnchorShape[] = []
  for (let g = 0; g + 3 < boxesXyxyPx.length; g += 4) {
    const width = boxesXyxyPx[g + 2] - boxesXyxyPx[g]
    const height = boxesXyxyPx[g + 3] - boxesXyxyPx[g + 1]
    if (width >= MIN_SIDE_PX && height >= MIN_SIDE_PX) sizes.push([width, height])
  }
  return sizes
}

function cluster(sizes: readonly AnchorShape[], numShapes: number, random: Random): Clustering {
  let centres = seedCentres(sizes, numShapes, random)
  let owners = sizes.map(() => -1)
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = sizes.map((size) => nearest(size, centres).index)
    if (next.every((owner, i) => owner === owners[i])) break
    owners = next
    centres = centres.map((centre, k) => {
      const own = sizes.filter((_, i) => owners[i] === k)
      return own.length === 0 ? centre : [median(own.map(([w]) => w)), median(own.map(([, h]) => h))]
    })
  }
  const total = sizes.reduce((sum, size) => sum + nearest(size, centres).iou, 0)
  return { centres, meanIou: total / sizes.length }
}

/** k-means++: each further centre is a box drawn with a chance in proportion to its distance from the nearest centre. */
function seedCentres(sizes: readonly AnchorShape[], numShapes: number, random: Random): AnchorShape[] {
  const centres: AnchorShape[] = [sizes[random.int(sizes.length)]]
  const distances = sizes.map((size) => 1 - iouOf(size, centres[0]))
  while (centres.length < numShapes) {
    const chosen = drawInProportion(distances, random)
    centres.push(sizes[chosen])
    for (const [i, size] of sizes.entries()) {
      distances[i] = Math.min(distances[i], 1 - iouOf(size, sizes[chosen]))
    }
  }
  return centres
}

function drawInProportion(shares: readonly number[], random: Random): number {
  let left = random.next() * shares.reduce((sum, share) => sum + share, 0)
  for (const [i, share] of shares.entries()) {
    left -= share
    if (left < 0) return i
  }
  // Rounding, or nothing left to choose by: fewer different sizes than shapes.
  return random.int(shares.length)
}

function nearest(size: AnchorShape, centres: readonly AnchorShape[]): { index: number; iou: number } {
  let index = 0
  let iou = -1
  for (let k = 0; k < centres.length; k++) {
    const candidate = iouOf(size, centres[k])
    if (candidate > iou) {
      index = k
      iou = candidate
    }
  }
  return { index, iou }
}

function iouOf([w, h]: AnchorShape, [otherW, otherH]: AnchorShape): number {
  return concentricIou(w, h, otherW, otherH)
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function byArea([w, h]: AnchorShape, [otherW, otherH]: AnchorShape): number {
  return w * h - otherW * otherH || w - otherW
}

function moveToFinerLevels(levels: AnchorShape[][], strides: readonly number[]): void {
  for (let k = levels.length - 1; k > 0; k--) {
    const isTooFine = ([w, h]: AnchorShape) => Math.min(w, h) < MIN_SIDE_IN_STRIDES * strides[k]
    const largest = levels[k].at(-1)
    const moving = levels[k].filter((shape) => isTooFine(shape) && shape !== largest)
    levels[k] = levels[k].filter((shape) => !moving.includes(shape))
    levels[k - 1] = [...levels[k - 1], ...moving].sort(byArea)
  }
}
