import { decodeBoxes } from '../coding/boxCoder'
import type { ImagePredictions } from '../matching/types'
import type { Scoring } from '../network/architecture'
import type * as tf from '../tf'
import { sigmoidAt } from './logistic'

/** What the network answers: logits [B, N, C], offsets [B, N, 4], quality [B, N, 1] or null. */
export interface DetectorOutput {
  logits: tf.Tensor3D
  offsets: tf.Tensor3D
  quality?: tf.Tensor3D | null
}

/** The same on the host. Each part is read from the device when it is first asked for, and once. */
export interface HostOutput {
  /** C: classes, and the background first where they compete. */
  numColumns: number
  /** [B * N * C]. */
  logits(): Float32Array
  /** [B * N * 4]. */
  offsets(): Float32Array
}

export function hostOutput({ logits, offsets }: DetectorOutput): HostOutput {
  return {
    numColumns: logits.shape[2],
    logits: once(() => logits.dataSync<'float32'>() as Float32Array),
    offsets: once(() => offsets.dataSync<'float32'>() as Float32Array),
  }
}

/** Scores and boxes of each picture, for matching that looks at them. anchorsXyxyPx [N*4]. */
export function imagePredictions(
  output: HostOutput,
  anchorsXyxyPx: Float32Array,
  scoring: Scoring,
): ImagePredictions[] {
  const numAnchors = anchorsXyxyPx.length / 4
  const { numColumns } = output
  const logits = output.logits()
  const offsets = output.offsets()
  const batchSize = offsets.length / anchorsXyxyPx.length
  return Array.from({ length: batchSize }, (_, b) => {
    const own = logits.subarray(b * numAnchors * numColumns, (b + 1) * numAnchors * numColumns)
    return {
      numClasses: scoring === 'softmax' ? numColumns - 1 : numColumns,
      scores: scoring === 'softmax' ? softmaxScores(own, numColumns) : own.map(sigmoidAt),
      boxesXyxyPx: decodeBoxes(anchorsXyxyPx, offsets.subarray(b * numAnchors * 4, (b + 1) * numAnchors * 4)),
    }
  })
}

/** Share of each class but the background, [N * K]. */
function softmaxScores(logits: Float32Array, numColumns: number): Float32Array {
  const numClasses = numColumns - 1
  const scores = new Float32Array((logits.length / numColumns) * numClasses)
  for (let row = 0, i = 0; i < logits.length; row++, i += numColumns) {
    const normalizer = logSumExp(logits, i, numColumns)
    for (let k = 0; k < numClasses; k++) {
      scores[row * numClasses + k] = Math.exp(logits[i + 1 + k] - normalizer)
    }
  }
  return scores
}

/** log(sum of e^x) over `count` numbers from `start` on. */
export function logSumExp(x: Float32Array, start: number, count: number): number {
  let highest = x[start]
  for (let i = start + 1; i < start + count; i++) if (x[i] > highest) highest = x[i]
  let sum = 0
  for (let i = start; i < start + count; i++) sum += Math.exp(x[i] - highest)
  return highest + Math.log(sum)
}

/** Computes when first asked, once. */
export function once<T>(compute: () => T): () => T {
  let value: { is: T } | null = null
  return () => {
    value ??= { is: compute() }
    return value.is
  }
}
