import { flatXyxyToCxcywh } from '../../../shared/geometry/convert'
import { decodeOffsets, encodeBoxes } from '../coding/boxCoder'
import type { TargetBatch } from '../matching/targets'
import * as tf from '../tf'
import { boxLosses } from './box/index'
import { classificationLosses } from './classification/index'
import { gatherRows, sumAll } from './gradients'
import type { LossConfig } from './types'

/** Loss by part (before lambda) and what the gradient is taken of. */
export interface MultiboxParts {
  classification: tf.Scalar
  box: tf.Scalar
  total: tf.Scalar
  positives: number
}

/** Targets of a batch as tensors; made once a step, outside the gradient. */
export interface MultiboxTargets {
  batch: TargetBatch
  /** One-hot over the K classes, no background column, [B, N, K]. */
  classTargets: tf.Tensor3D
  /** [B, N, 1], or [B, N, K] where classes weigh differently. */
  elementWeights: tf.Tensor3D
  /** Row of each predicted box that is compared, [P], at least one; `boxWeights` [P] is 0 for a stand-in. */
  rows: Int32Array
  boxWeights: tf.Tensor1D
  anchorsCxcywhPx: tf.Tensor2D
  boxesXyxyPx: tf.Tensor2D
  /** Encoded ground truth of the positives, [P, 4]. */
  offsets: tf.Tensor2D
}

/**
 * Uploads the targets of a batch; call inside the step's tidy. classWeights [K] multiply the positive elements of their
 * class only: negatives of a rare class are not rare. Under normalizer `imagePositives` all weights carry
 * 1 / (B max(1, positives of the image)).
 */
export function uploadTargets(
  batch: TargetBatch,
  numClasses: number,
  classWeights: readonly number[],
  config: Pick<LossConfig, 'reduction' | 'normalizer'>,
): MultiboxTargets {
  const { batchSize, numAnchors, positives, positiveClasses } = batch
  const shape: [number, number, number] = [batchSize, numAnchors, numClasses]
  const elements = positives.map((row, i) => row * numClasses + positiveClasses[i])
  const perImage = isPerImage(config)
    ? batch.positivesPerImage.map((n) => 1 / (batchSize * Math.max(1, n)))
    : null
  const imageOf = (row: number) => Math.floor(row / numAnchors)
  const positiveWeights = Float32Array.from(positives, (row) => perImage?.[imageOf(row)] ?? 1)
  const anchorWeights =
    perImage === null
      ? batch.anchorWeights
      : batch.anchorWeights.map((weight, row) => weight * perImage[imageOf(row)])

  let elementWeights = tf.tensor3d(anchorWeights, [batchSize, numAnchors, 1])
  if (classWeights.some((weight) => weight !== 1)) {
    const extra = Float32Array.from(
      positives,
      (_, i) => positiveWeights[i] * (classWeights[positiveClasses[i]] - 1),
    )
    elementWeights = tf.add(elementWeights, scatter(elements, extra, shape))
  }
  return {
    batch,
    classTargets: scatter(elements, new Float32Array(elements.length).fill(1), shape),
    elementWeights,
    ...uploadBoxes(batch, positiveWeights),
  }
}

/**
 * Multibox loss of SSD (Liu et al. 2016, arXiv:1512.02325, Eq. 1), with sigmoid classification over all anchors that count:
 *   L = lambdaCls * L_cls + lambdaBox * L_box,  L_box over the positives
 * logits [B, N, K], offsets [B, N, 4]. normalized: both sums over max(1, positives of the batch), or over those of each
 * image and then the mean of the images; mean: over all elements and over all positives; sum and none: plain sums (a
 * gradient needs one number). Boxes of offset losses are compared encoded, of IoU losses decoded.
 */
export function multiboxLoss(
  output: { logits: tf.Tensor3D; offsets: tf.Tensor3D },
  targets: MultiboxTargets,
  config: LossConfig,
): MultiboxParts {
  const positives = targets.batch.positives.length
  const elements = classificationLosses[config.classification].elements(
    {
      logits: output.logits,
      targets: targets.classTargets,
      weights: targets.elementWeights,
      targetKind: 'hard',
    },
    config,
  )
  const perBox = boxElements(output.offsets, targets, config)
  const divisors = lossDivisors(config, elements.size, positives)
  const classification = tf.div(sumAll(elements), divisors.classification) as tf.Scalar
  const box = tf.div(sumAll(tf.mul(perBox, targets.boxWeights)), divisors.box) as tf.Scalar
  const total = tf.add(tf.mul(classification, config.lambdaCls), tf.mul(box, config.lambdaBox)) as tf.Scalar
  return { classification, box, total, positives }
}

function isPerImage(config: Pick<LossConfig, 'reduction' | 'normalizer'>): boolean {
  return config.reduction === 'normalized' && config.normalizer === 'imagePositives'
}

function lossDivisors(config: LossConfig, numElements: number, positives: number) {
  const atLeastOne = Math.max(1, positives)
  if (config.reduction === 'mean') return { classification: numElements, box: atLeastOne }
  // Under imagePositives the weights already carry the division.
  const divisor = config.reduction === 'normalized' && !isPerImage(config) ? atLeastOne : 1
  return { classification: divisor, box: divisor }
}

/** Box loss of each compared row, [P]. */
function boxElements(offsets: tf.Tensor3D, targets: MultiboxTargets, config: LossConfig): tf.Tensor1D {
  const loss = boxLosses[config.box]
  const [batchSize, numAnchors] = offsets.shape
  const predicted = gatherRows(tf.reshape(offsets, [batchSize * numAnchors, 4]), targets.rows) // [P, 4]
  return loss.space === 'offsets'
    ? loss.elements(predicted, targets.offsets, config)
    : loss.elements(decodeOffsets(predicted, targets.anchorsCxcywhPx), targets.boxesXyxyPx, config)
}

/** Without positives one stand-in with weight 0 keeps the box head in the graph: its gradient is zero, not missing. */
function uploadBoxes(
  { positives, positiveAnchorsXyxyPx, positiveBoxesXyxyPx }: TargetBatch,
  weights: Float32Array,
) {
  const isEmpty = positives.length === 0
  const anchors = isEmpty ? Float32Array.of(0, 0, 1, 1) : positiveAnchorsXyxyPx
  const boxes = isEmpty ? anchors : positiveBoxesXyxyPx
  const rows = isEmpty ? Int32Array.of(0) : positives
  const shape: [number, number] = [rows.length, 4]
  return {
    rows,
    boxWeights: tf.tensor1d(isEmpty ? [0] : weights),
    anchorsCxcywhPx: tf.tensor2d(flatXyxyToCxcywh(anchors), shape),
    boxesXyxyPx: tf.tensor2d(boxes, shape),
    offsets: tf.tensor2d(encodeBoxes(anchors, boxes), shape),
  }
}

/** A tensor of zeros with values at flat indices. */
function scatter(indices: Int32Array, values: Float32Array, shape: [number, number, number]): tf.Tensor3D {
  const size = shape[0] * shape[1] * shape[2]
  if (indices.length === 0) return tf.zeros(shape)
  const flat = tf.scatterND(tf.tensor2d(indices, [indices.length, 1], 'int32'), tf.tensor1d(values), [size])
  return tf.reshape(flat, shape)
}
