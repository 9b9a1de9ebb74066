import type { AnchorSet } from '../anchors/types'
import { decodeBoxes } from '../coding/boxCoder'
import { DEFAULT_MIN_SIDE_PX, DEFAULT_TOP_K } from './defaults'
import { nms } from './nms'
import { filterScores } from './scoreFilter'

/** What a model finds in one picture, by falling score. */
export interface Detections {
  /** Corners [D*4]. */
  boxesXyxyPx: Float32Array
  scores: Float32Array
  classes: Int32Array
}

export interface DetectionOptions {
  /** Detections must score above this. */
  scoreThreshold: number
  /** Boxes of one class that overlap by more than this are one. */
  nmsIou: number
  /** Kept in all, over all classes. */
  maxDetections: number
  /** Looked at on each level before decoding. */
  topKPerLevel?: number
  /** Boxes with a thinner side, after clipping, are dropped. */
  minSidePx?: number
  /** Size of the network input that boxes are clipped to. */
  input: { width: number; height: number }
}

/**
 * Turns the outputs for one picture into detections: sigmoid and threshold, the best of each level, decoding, clipping to
 * the input, dropping slivers, class-wise NMS. logits [N*K] and offsets [N*4] flat; boxes in px of the network input.
 */
export function detect(
  output: { logits: Float32Array; offsets: Float32Array },
  anchors: AnchorSet,
  options: DetectionOptions,
): Detections {
  const numClasses = output.logits.length / anchors.numAnchors
  if (!Number.isInteger(numClasses) || output.offsets.length !== anchors.numAnchors * 4) {
    throw new RangeError(
      `${output.logits.length} logits and ${output.offsets.length} offsets do not fit ${anchors.numAnchors} anchors`,
    )
  }
  const { scoreThreshold, topKPerLevel = DEFAULT_TOP_K } = options
  const candidates = filterScores(output.logits, numClasses, anchors.levels, scoreThreshold, topKPerLevel)
  const boxes = decodeBoxes(
    gatherQuads(anchors.boxesXyxyPx, candidates.anchors),
    gatherQuads(output.offsets, candidates.anchors),
  )
  clipInPlace(boxes, options.input)
  const visible = visibleBoxes(boxes, options.minSidePx ?? DEFAULT_MIN_SIDE_PX)
  const visibleQuads = gatherQuads(boxes, visible)
  const scores = Float32Array.from(visible, (i) => candidates.scores[i])
  const classes = Int32Array.from(visible, (i) => candidates.classes[i])
  const kept = nms(visibleQuads, scores, classes, options.nmsIou, options.maxDetections)
  return {
    boxesXyxyPx: gatherQuads(visibleQuads, kept),
    scores: Float32Array.from(kept, (i) => scores[i]),
    classes: Int32Array.from(kept, (i) => classes[i]),
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
