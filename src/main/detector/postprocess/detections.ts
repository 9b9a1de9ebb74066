import type { AnchorSet } from '../anchors/types'
import { decodeBoxes } from '../coding/boxCoder'
import { numLogits } from '../network/architecture'
import { type RawOutput, rankPairs, type ScoreRule } from './classScores'
import { DEFAULT_MIN_SIDE_PX, DEFAULT_TOP_K } from './defaults'
import { filterScores } from './scoreFilter'
import { suppressions } from './suppression/index'
import type { SuppressionName, SuppressionRules } from './suppression/types'

/** What a model finds in one picture, by falling score. */
export interface Detections {
  /** Corners [D*4]. */
  boxesXyxyPx: Float32Array
  scores: Float32Array
  classes: Int32Array
}

/** Detections score above `scoreThreshold`; at most `maxDetections` are kept in all, over all classes. */
export interface DetectionOptions extends SuppressionRules {
  nms: SuppressionName
  /** Looked at on each level before decoding. */
  topKPerLevel?: number
  /** Boxes with a thinner side, after clipping, are dropped. */
  minSidePx?: number
  /** Size of the network input that boxes are clipped to. */
  input: { width: number; height: number }
}

/**
 * Turns the outputs for one picture into detections: scores and threshold, the best of each level, decoding, clipping to
 * the input, dropping slivers, class-wise suppression. Boxes in px of the network input. `rule` is the network's own:
 * its architecture.
 */
export function detect(
  output: RawOutput,
  anchors: AnchorSet,
  rule: ScoreRule,
  options: DetectionOptions,
): Detections {
  const { logits, offsets, quality } = output
  const { numAnchors } = anchors
  if (
    logits.length !== numAnchors * numLogits(rule) ||
    offsets.length !== numAnchors * 4 ||
    (quality !== null && quality.length !== numAnchors)
  ) {
    throw new RangeError(
      `${logits.length} logits and ${offsets.length} offsets do not fit ${numAnchors} anchors of ${rule.numClasses} classes`,
    )
  }
  const { scoreThreshold, topKPerLevel = DEFAULT_TOP_K } = options
  const pairs = rankPairs(output, rule, scoreThreshold)
  const candidates = filterScores(pairs, rule.numClasses, anchors.levels, topKPerLevel)
  const boxes = decodeBoxes(
    gatherQuads(anchors.boxesXyxyPx, candidates.anchors),
    gatherQuads(offsets, candidates.anchors),
  )
  clipInPlace(boxes, options.input)
  const visible = visibleBoxes(boxes, options.minSidePx ?? DEFAULT_MIN_SIDE_PX)
  const boxesXyxy = gatherQuads(boxes, visible)
  const scores = Float32Array.from(visible, (i) => candidates.scores[i])
  const classes = Int32Array.from(visible, (i) => candidates.classes[i])
  const kept = suppressions[options.nms].suppress({ boxesXyxy, scores, classes }, options)
  return {
    boxesXyxyPx: gatherQuads(boxesXyxy, kept.places),
    scores: kept.scores,
    classes: Int32Array.from(kept.places, (i) => classes[i]),
  }
}

/** Detections in another picture's pixels: x times scaleX, y times scaleY. */
export function scaleDetections(detections: Detections, scaleX: number, scaleY: number): Detections {
  const boxesXyxyPx = detections.boxesXyxyPx.map((value, i) => value * (i % 2 === 0 ? scaleX : scaleY))
  return { ...detections, boxesXyxyPx }
}

function gatherQuads(quads: Float32Array, indices: Int32Array): Float32Array {
  const gathered = new Float32Array(indices.length * 4)
  for (let i = 0; i < indices.length; i++) {
    gathered.set(quads.subarray(indices[i] * 4, indices[i] * 4 + 4), i * 4)
  }
  return gathered
}

function clipInPlace(boxesXyxy: Float32Array, { width, height }: { width: number; height: number }): void {
  for (let i = 0; i < boxesXyxy.length; i++) {
    boxesXyxy[i] = Math.min(Math.max(boxesXyxy[i], 0), i % 2 === 0 ? width : height)
  }
}

function visibleBoxes(boxesXyxy: Float32Array, minSidePx: number): Int32Array {
  const visible: number[] = []
  for (let i = 0; i < boxesXyxy.length / 4; i++) {
    const width = boxesXyxy[i * 4 + 2] - boxesXyxy[i * 4]
    const height = boxesXyxy[i * 4 + 3] - boxesXyxy[i * 4 + 1]
    if (width >= minSidePx && height >= minSidePx) visible.push(i)
  }
  return Int32Array.from(visible)
}
