import type { AnchorSet } from '../anchors/types'
import { coveredAnchors } from './ignoreRegions'
import { IGNORED, type Matcher, type MatchOptions, NEGATIVE } from './types'

/** What is known about one picture, px of the network input. */
export interface ImageTruth {
  /** Corners [M*4]. */
  boxesXyxyPx: Float32Array
  /** Class index of each box. */
  classes: Int32Array
  /** Regions that teach nothing (crowds, difficult boxes, ignore marks), corners [R*4]. */
  ignoreXyxyPx?: Float32Array
  /** Regions marked as wrong once, corners [H*4]: the negatives in them weigh more. */
  hardNegativesXyxyPx?: Float32Array
}

/** Targets of a batch on the host: positives as a list, weights for all anchors. */
export interface TargetBatch {
  batchSize: number
  numAnchors: number
  /** Rows b * N + anchor of the positives, rising. */
  positives: Int32Array
  /** Class index of each positive. */
  positiveClasses: Int32Array
  /** Anchor and ground truth of each positive, corners [P*4]. */
  positiveAnchorsXyxyPx: Float32Array
  positiveBoxesXyxyPx: Float32Array
  /** Weight of each anchor in the classification loss, [B*N]: 0 ignored, more than 1 in a hard negative. */
  anchorWeights: Float32Array
  positivesPerImage: number[]
}

/** Matches every picture of a batch to the anchors and gathers what the loss needs. */
export function assignTargets(
  anchors: AnchorSet,
  images: readonly ImageTruth[],
  matcher: Matcher,
  options: MatchOptions & { hardNegativeWeight: number },
): TargetBatch {
  const { numAnchors } = anchors
  const anchorWeights = new Float32Array(images.length * numAnchors).fill(1)
  const rows: number[] = []
  const classes: number[] = []
  const anchorCorners: number[] = []
  const boxCorners: number[] = []
  const positivesPerImage = images.map((image, b) => {
    const labels = matcher.match(anchors, image.boxesXyxyPx, options, image.ignoreXyxyPx)
    const before = rows.length
    for (let i = 0; i < numAnchors; i++) {
      const label = labels[i]
      if (label === NEGATIVE) continue
      if (label === IGNORED) {
        anchorWeights[b * numAnchors + i] = 0
        continue
      }
      rows.push(b * numAnchors + i)
      classes.push(image.classes[label])
      for (let k = 0; k < 4; k++) {
        anchorCorners.push(anchors.boxesXyxyPx[i * 4 + k])
        boxCorners.push(image.boxesXyxyPx[label * 4 + k])
      }
    }
    weighHardNegatives(
      anchors,
      image,
      labels,
      anchorWeights.subarray(b * numAnchors),
      options.hardNegativeWeight,
    )
    return rows.length - before
  })
  return {
    batchSize: images.length,
    numAnchors,
    positives: Int32Array.from(rows),
    positiveClasses: Int32Array.from(classes),
    positiveAnchorsXyxyPx: Float32Array.from(anchorCorners),
    positiveBoxesXyxyPx: Float32Array.from(boxCorners),
    anchorWeights,
    positivesPerImage,
  }
}

/** Negatives that lie in a hard-negative region by half their area weigh `weight`; positives and ignored ones stay. */
function weighHardNegatives(
  anchors: AnchorSet,
  image: ImageTruth,
  labels: Int32Array,
  weights: Float32Array,
  weight: number,
): void {
  if (image.hardNegativesXyxyPx === undefined) return
  for (const anchor of coveredAnchors(anchors, image.hardNegativesXyxyPx)) {
    if (labels[anchor] === NEGATIVE) weights[anchor] = weight
  }
}
