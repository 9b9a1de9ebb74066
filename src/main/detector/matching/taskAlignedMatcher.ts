import { iouAt } from '../../../shared/geometry/iou'
import { cellsNear } from '../anchors/cells'
import type { AnchorSet } from '../anchors/types'
import { serveEmptyHanded } from './serveEmptyHanded'
import { type GroundTruth, type ImagePredictions, type Match, type Matcher, NEGATIVE } from './types'

interface TaskAlignedOptions {
  alpha: number
  beta: number
  topK: number
  forceMatch: boolean
}

/** An anchor that a ground truth may take. */
interface Candidate {
  anchor: number
  /** t = s^alpha u^beta. */
  alignment: number
  /** u: IoU of the anchor's predicted box with the ground truth. */
  overlap: number
}

/**
 * Task-aligned matching (Feng et al. 2021, TOOD, arXiv:2108.07755, section 3.2): for the anchors with their centre inside
 * a ground truth, with the predicted score s of its class and the predicted box's IoU u,
 *   t = s^alpha u^beta,
 * and the `topK` with the largest t > 0 are positive (ties: lower anchor). On levels where a side of the ground truth is
 * shorter than the stride, the centre may lie anywhere in a box of that side, so that small objects have candidates. An
 * anchor of two goes to the one with the larger u (ties: lower index); all others are negative. The quality of a positive
 * is t scaled so that the best of its ground truth has that ground truth's largest u. With `forceMatch` a ground truth
 * left without positives gets the anchor that overlaps it most, whose quality is that IoU.
 */
export function matchTaskAligned(
  anchors: AnchorSet,
  truth: GroundTruth,
  predictions: ImagePredictions,
  options: TaskAlignedOptions,
): Match {
  const { numAnchors } = anchors
  const { boxesXyxyPx } = truth
  const numBoxes = boxesXyxyPx.length / 4
  const labels = new Int32Array(numAnchors).fill(NEGATIVE)
  const alignments = new Float64Array(numAnchors)
  const overlaps = new Float64Array(numAnchors)
  for (let g = 0; g < numBoxes; g++) {
    for (const { anchor, alignment, overlap } of candidatesOf(anchors, truth, g, predictions, options)) {
      if (overlap <= overlaps[anchor]) continue
      overlaps[anchor] = overlap
      alignments[anchor] = alignment
      labels[anchor] = g
    }
  }
  const given = options.forceMatch ? serveEmptyHanded(anchors, boxesXyxyPx, labels) : []
  for (const { anchor } of given) alignments[anchor] = 0
  const qualities = scaledAlignments(labels, alignments, overlaps, numBoxes)
  for (const { anchor, iou } of given) qualities[anchor] = iou
  return { labels, qualities }
}

/** The registry's entry for `matchTaskAligned`; throws a RangeError without predictions. */
export const taskAlignedMatcher: Matcher = {
  name: 'taskAligned',
  needsPredictions: true,
  match(anchors, truth, { taskAligned, forceMatch }, predictions) {
    if (predictions === null) throw new RangeError('task-aligned matching needs predictions')
    return matchTaskAligned(anchors, truth, predictions, { ...taskAligned, forceMatch })
  },
}

/** The best `topK` of ground truth g, best first. */
function candidatesOf(
  anchors: AnchorSet,
  { boxesXyxyPx, classes }: GroundTruth,
  g: number,
  { scores, numClasses, boxesXyxyPx: predictedXyxyPx }: ImagePredictions,
  { alpha, beta, topK }: TaskAlignedOptions,
): Candidate[] {
  const best: Candidate[] = []
  visitCentresInside(anchors, boxesXyxyPx.subarray(g * 4, g * 4 + 4), (anchor) => {
    const overlap = iouAt(predictedXyxyPx, anchor, boxesXyxyPx, g)
    const alignment = scores[anchor * numClasses + classes[g]] ** alpha * overlap ** beta
    if (!(alignment > 0)) return
    let place = best.length
    while (place > 0 && isBefore(alignment, anchor, best[place - 1])) place--
    if (place >= topK) return
    best.splice(place, 0, { anchor, alignment, overlap })
    if (best.length > topK) best.pop()
  })
  return best
}

function isBefore(alignment: number, anchor: number, other: Candidate): boolean {
  return alignment > other.alignment || (alignment === other.alignment && anchor < other.anchor)
}

function visitCentresInside(
  anchors: AnchorSet,
  [x1, y1, x2, y2]: Float32Array,
  each: (anchor: number) => void,
): void {
  if (!(x2 > x1 && y2 > y1)) return
  const centreX = (x1 + x2) / 2
  const centreY = (y1 + y2) / 2
  for (const level of anchors.levels) {
    const reachX = Math.max(x2 - x1, level.stride) / 2
    const reachY = Math.max(y2 - y1, level.stride) / 2
    const cells = cellsNear(level, centreX, centreY, reachX, reachY)
    for (let row = cells.rowStart; row < cells.rowEnd; row++) {
      const first = level.start + (row * level.columns + cells.columnStart) * level.shapes.length
      const count = Math.max(0, cells.columnEnd - cells.columnStart) * level.shapes.length
      for (let i = 0; i < count; i++) each(first + i)
    }
  }
}

/** t max u / max t over the positives of each ground truth, [N]. */
function scaledAlignments(
  labels: Int32Array,
  alignments: Float64Array,
  overlaps: Float64Array,
  numBoxes: number,
): Float32Array {
  const largestAlignment = new Float64Array(numBoxes)
  const largestOverlap = new Float64Array(numBoxes)
  for (const [anchor, g] of labels.entries()) {
    if (g < 0 || alignments[anchor] === 0) continue
    largestAlignment[g] = Math.max(largestAlignment[g], alignments[anchor])
    largestOverlap[g] = Math.max(largestOverlap[g], overlaps[anchor])
  }
  const qualities = new Float32Array(labels.length)
  for (const [anchor, g] of labels.entries()) {
    if (g < 0 || alignments[anchor] === 0) continue
    qualities[anchor] = (alignments[anchor] / largestAlignment[g]) * largestOverlap[g]
  }
  return qualities
}
