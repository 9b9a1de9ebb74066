import { flatXyxyToCxcywh } from '../../../shared/geometry/convert'
import { encodeBoxes } from '../coding/boxCoder'
import type { TargetBatch } from '../matching/targets'
import * as tf from '../tf'

/** Boxes of the positives as tensors; one stand-in of weight 0 where there are none. */
export interface BoxTargets {
  /** Row of each predicted box that is compared, [P], at least one. */
  rows: Int32Array
  anchorsCxcywhPx: tf.Tensor2D
  boxesXyxyPx: tf.Tensor2D
  /** Encoded ground truth, [P, 4]. */
  offsets: tf.Tensor2D
  /** [P]. */
  boxWeights: tf.Tensor1D
  positiveWeights: tf.Tensor1D
}

/** Without positives the stand-in keeps the box head in the graph: its gradient is zero, not missing. */
export function uploadBoxes(
  { positives, positiveAnchorsXyxyPx, positiveBoxesXyxyPx }: TargetBatch,
  weights: { boxes: Float32Array; positives: Float32Array },
): BoxTargets {
  const isEmpty = positives.length === 0
  const anchors = isEmpty ? Float32Array.of(0, 0, 1, 1) : positiveAnchorsXyxyPx
  const boxes = isEmpty ? anchors : positiveBoxesXyxyPx
  const rows = isEmpty ? Int32Array.of(0) : positives
  const shape: [number, number] = [rows.length, 4]
  return {
    rows,
    anchorsCxcywhPx: tf.tensor2d(flatXyxyToCxcywh(anchors), shape),
    boxesXyxyPx: tf.tensor2d(boxes, shape),
    offsets: tf.tensor2d(encodeBoxes(anchors, boxes), shape),
    boxWeights: tf.tensor1d(isEmpty ? [0] : weights.boxes),
    positiveWeights: tf.tensor1d(isEmpty ? [0] : weights.positives),
  }
}

/** What each class weighs: its positives only, or its whole column of logits. */
export interface ClassWeighting {
  weights: readonly number[]
  on: 'positives' | 'all'
}

/**
 * Targets of the sigmoids, [B, N, K] with `scores` [P] at the class of each positive and 0 elsewhere, and weights that
 * broadcast to them: [B, N, 1], or [B, N, K] where classes weigh differently.
 */
export function uploadClassTargets(
  batch: TargetBatch,
  numClasses: number,
  { scores, anchors, classes }: { scores: Float32Array; anchors: Float32Array; classes: ClassWeighting },
): { targets: tf.Tensor3D; weights: tf.Tensor3D } {
  const { batchSize, numAnchors, positives, positiveClasses } = batch
  const shape: [number, number, number] = [batchSize, numAnchors, numClasses]
  const elements = positives.map((row, i) => row * numClasses + positiveClasses[i])
  let weights = tf.tensor3d(anchors, [batchSize, numAnchors, 1])
  if (classes.weights.some((weight) => weight !== 1)) {
    if (classes.on === 'all') weights = tf.mul(weights, tf.tensor1d([...classes.weights]))
    else {
      const extra = Float32Array.from(
        positives,
        (row, i) => anchors[row] * (classes.weights[positiveClasses[i]] - 1),
      )
      weights = tf.add(weights, scatter(elements, extra, shape))
    }
  }
  return { targets: scatter(elements, scores, shape), weights }
}

/** Labels [B * N] of a softmax: 0 background, else class + 1. */
export function uploadLabels({
  batchSize,
  numAnchors,
  positives,
  positiveClasses,
}: TargetBatch): tf.Tensor1D {
  const labels = new Int32Array(batchSize * numAnchors)
  for (const [i, row] of positives.entries()) labels[row] = positiveClasses[i] + 1
  return tf.tensor1d(labels, 'int32')
}

/** A tensor of zeros with values at flat indices. */
function scatter(indices: Int32Array, values: Float32Array, shape: [number, number, number]): tf.Tensor3D {
  const size = shape[0] * shape[1] * shape[2]
  if (indices.length === 0) return tf.zeros(shape)
  const flat = tf.scatterND(tf.tensor2d(indices, [indices.length, 1], 'int32'), tf.tensor1d(values), [size])
  return tf.reshape(flat, shape)
}
