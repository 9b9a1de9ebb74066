import type { AnchorSet } from '../anchors/types'
import { coveredAnchors, ignoreCovered } from './ignoreRegions'
import { ignoreExcluded, isInSizeRange, type SizeRange } from './sizeRange'
import {
  type GroundTruth,
  IGNORED,
  type ImagePredictions,
  type Match,
  type Matcher,
  type MatchOptions,
  NEGATIVE,
} from './types'

/** What is known about one picture, px of the network input. */
export interface ImageTruth extends GroundTruth {
  /** 1: something hides a part of the box; absent: nothing is known to. */
  occluded?: Uint8Array
  /** Regions that teach nothing (crowds, difficult boxes, ignore marks), corners [R*4]. */
  ignoreXyxyPx?: Float32Array
  /** Regions marked as wrong once, corners [H*4]: the negatives in them weigh more. */
  hardNegativesXyxyPx?: Float32Array
  /** Weight of each of them [H], 0 where the settings decide; absent: they decide for all. */
  hardNegativeWeights?: Float32Array
}

/** Targets of a batch on the host: positives as a list, weights for all anchors. */
export interface TargetBatch {
  batchSize: number
  numAnchors: number
  /** Rows b * N + anchor of the positives, rising. */
  positives: Int32Array
  /** Class index of each positive. */
  positiveClasses: Int32Array
  /** Which box of its picture each positive stands for, an index into the picture's truth. */
  positiveBoxIndices: Int32Array
  /** 1: the box is marked as occluded. */
  positiveOccluded: Uint8Array
  /** Score in [0, 1] that each positive should reach; null where it is 1 for all. */
  positiveQualities: Float32Array | null
  /** Anchor and ground truth of each positive, corners [P*4]. */
  positiveAnchorsXyxyPx: Float32Array
  positiveBoxesXyxyPx: Float32Array
  /** Weight of each anchor in the classification loss, [B*N]: 0 ignored, more than 1 in a hard negative. */
  anchorWeights: Float32Array
  positivesPerImage: number[]
}

export interface TargetOptions extends MatchOptions {
  hardNegativeWeight: number
  /** Objects outside are ignored; absent: all sizes teach. */
  sizeRange?: SizeRange
}

/**
 * Matches every picture of a batch to the anchors and gathers what the loss needs. Negatives in an ignored region (half of
 * their area or more) and about objects outside the size range weigh 0. predictions: one for each picture, for a matcher
 * that needs them.
 */
export function assignTargets(
  anchors: AnchorSet,
  images: readonly ImageTruth[],
  matcher: Matcher,
  options: TargetOptions,
  predictions: readonly ImagePredictions[] | null = null,
): TargetBatch {
  const { numAnchors } = anchors
  const anchorWeights = new Float32Array(images.length * numAnchors).fill(1)
  const positives = new PositiveList()
  const positivesPerImage = images.map((image, b) => {
    const match = matchImage(anchors, image, matcher, options, predictions?.[b] ?? null)
    const weights = anchorWeights.subarray(b * numAnchors, (b + 1) * numAnchors)
    const before = positives.rows.length
    for (let anchor = 0; anchor < numAnchors; anchor++) {
      if (match.labels[anchor] === IGNORED) weights[anchor] = 0
      else if (match.labels[anchor] >= 0) positives.add(anchors, image, match, b * numAnchors, anchor)
    }
    weighHardNegatives(anchors, image, match.labels, weights, options.hardNegativeWeight)
    return positives.rows.length - before
  })
  return {
    batchSize: images.length,
    numAnchors,
    ...positives.gathered(matcher.needsPredictions),
    anchorWeights,
    positivesPerImage,
  }
}

/** Matches one picture; labels are indices into all of its boxes, also those that the size range leaves out. */
function matchImage(
  anchors: AnchorSet,
  image: ImageTruth,
  matcher: Matcher,
  options: TargetOptions,
  predictions: ImagePredictions | null,
): Match {
  const { boxesXyxyPx, classes, ignoreXyxyPx } = image
  const { sizeRange } = options
  const kept: number[] = []
  const excluded: number[] = []
  for (let g = 0; g < classes.length; g++) {
    const isKept = sizeRange === undefined || isInSizeRange(boxesXyxyPx, g, sizeRange)
    ;(isKept ? kept : excluded).push(g)
  }
  const truth = {
    boxesXyxyPx: cornersOf(boxesXyxyPx, kept),
    classes: Int32Array.from(kept, (g) => classes[g]),
  }
  const { labels, qualities } = matcher.match(anchors, truth, options, predictions)
  if (excluded.length > 0) {
    for (const [anchor, label] of labels.entries()) if (label >= 0) labels[anchor] = kept[label]
    ignoreExcluded(anchors, cornersOf(boxesXyxyPx, excluded), labels)
  }
  if (ignoreXyxyPx !== undefined) ignoreCovered(anchors, ignoreXyxyPx, labels)
  return { labels, qualities }
}

function cornersOf(boxesXyxyPx: Float32Array, indices: readonly number[]): Float32Array {
  const corners = new Float32Array(indices.length * 4)
  for (const [i, g] of indices.entries()) corners.set(boxesXyxyPx.subarray(g * 4, g * 4 + 4), i * 4)
  return corners
}

/** The positives of a batch while they are gathered. */
class PositiveList {
  readonly rows: number[] = []
  private readonly classes: number[] = []
  private readonly boxIndices: number[] = []
  private readonly occluded: number[] = []
  private readonly qualities: number[] = []
  private readonly anchorCorners: number[] = []
  private readonly boxCorners: number[] = []

  /** Anchor `anchor` of the picture whose rows start at `offset`. */
  add(anchors: AnchorSet, image: ImageTruth, match: Match, offset: number, anchor: number): void {
    const g = match.labels[anchor]
    this.rows.push(offset + anchor)
    this.classes.push(image.classes[g])
    this.boxIndices.push(g)
    this.occluded.push(image.occluded?.[g] ?? 0)
    this.qualities.push(match.qualities?.[anchor] ?? 1)
    for (let k = 0; k < 4; k++) {
      this.anchorCorners.push(anchors.boxesXyxyPx[anchor * 4 + k])
      this.boxCorners.push(image.boxesXyxyPx[g * 4 + k])
    }
  }

  gathered(hasQualities: boolean) {
    return {
      positives: Int32Array.from(this.rows),
      positiveClasses: Int32Array.from(this.classes),
      positiveBoxIndices: Int32Array.from(this.boxIndices),
      positiveOccluded: Uint8Array.from(this.occluded),
      positiveQualities: hasQualities ? Float32Array.from(this.qualities) : null,
      positiveAnchorsXyxyPx: Float32Array.from(this.anchorCorners),
      positiveBoxesXyxyPx: Float32Array.from(this.boxCorners),
    }
  }
}

/**
 * Negatives that lie in a hard-negative region by half their area weigh as much as it says, or else `weight`; where
 * several cover one, the highest. Positives and ignored ones stay.
 */
function weighHardNegatives(
  anchors: AnchorSet,
  image: ImageTruth,
  labels: Int32Array,
  weights: Float32Array,
  weight: number,
): void {
  const { hardNegativesXyxyPx: regions, hardNegativeWeights: own } = image
  if (regions === undefined) return
  for (let r = 0; r * 4 < regions.length; r++) {
    const regionWeight = own?.[r] || weight
    for (const anchor of coveredAnchors(anchors, regions.subarray(r * 4, r * 4 + 4))) {
      if (labels[anchor] === NEGATIVE) weights[anchor] = Math.max(weights[anchor], regionWeight)
    }
  }
}
