import { iouAt } from '../../../shared/geometry/iou'
import { decodeBoxes } from '../coding/boxCoder'
import type { TargetBatch } from '../matching/targets'
import type { Scoring } from '../network/architecture'
import { type HostOutput, logSumExp, once } from './hostOutput'

/** This step's answers beside its targets, on the host; computed when first asked for. No gradient runs through any. */
export interface SeenStep {
  /** C of the logits. */
  numColumns: number
  /** [B * N * C]. */
  logits(): Float32Array
  /** Cross-entropy of each anchor against its label, summed over its sigmoids, [B * N]. */
  crossEntropy(): Float32Array
  /** p_t of each positive: the probability of its class, [P]. */
  probabilities(): Float32Array
  /** Offsets of each positive, [P * 4]. */
  offsets(): Float32Array
  /** The same decoded, corners [P * 4] px. */
  boxesXyxyPx(): Float32Array
  /** IoU of these boxes with the labelled ones, [P]. */
  overlaps(): Float32Array
}

export function seeStep(output: HostOutput, targets: TargetBatch, scoring: Scoring): SeenStep {
  const { positives, positiveAnchorsXyxyPx, positiveBoxesXyxyPx } = targets
  const offsets = once(() => {
    const all = output.offsets()
    const own = new Float32Array(positives.length * 4)
    for (const [i, row] of positives.entries()) own.set(all.subarray(row * 4, row * 4 + 4), i * 4)
    return own
  })
  const boxesXyxyPx = once(() => decodeBoxes(positiveAnchorsXyxyPx, offsets()))
  return {
    numColumns: output.numColumns,
    logits: output.logits,
    offsets,
    boxesXyxyPx,
    overlaps: once(() => {
      const boxes = boxesXyxyPx()
      return Float32Array.from(positives, (_, i) => iouAt(boxes, i, positiveBoxesXyxyPx, i))
    }),
    crossEntropy: once(() =>
      scoring === 'softmax' ? softmaxCrossEntropies(output, targets) : sigmoidCrossEntropies(output, targets),
    ),
    probabilities: once(() => {
      const margins = labelMargins(output, targets, scoring)
      return Float32Array.from(margins, (margin) => 1 / (1 + Math.exp(-margin)))
    }),
  }
}

/** softplus(x) = log(1 + e^x). */
export function softplusAt(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

/** logit of p_t of each positive: of a sigmoid the logit of its class; of a softmax how far that is ahead of the rest. */
function labelMargins(output: HostOutput, targets: TargetBatch, scoring: Scoring): Float64Array {
  const { positives, positiveClasses } = targets
  const { numColumns } = output
  const logits = output.logits()
  return Float64Array.from(positives, (row, i) => {
    const column = positiveClasses[i] + (scoring === 'softmax' ? 1 : 0)
    const own = logits[row * numColumns + column]
    return scoring === 'softmax' ? softmaxMargin(logits, row * numColumns, numColumns, column) : own
  })
}

/** z_c minus logsumexp of the others: logit of the probability of column c of the row that starts at `start`. */
export function softmaxMargin(
  logits: Float32Array,
  start: number,
  numColumns: number,
  column: number,
): number {
  let highest = -Infinity
  for (let j = 0; j < numColumns; j++) if (j !== column) highest = Math.max(highest, logits[start + j])
  let sum = 0
  for (let j = 0; j < numColumns; j++) if (j !== column) sum += Math.exp(logits[start + j] - highest)
  return logits[start + column] - highest - Math.log(sum)
}

/** Below this logit softplus is e^x to nine digits, and e^-20 more or less changes no ranking that matters. */
const LOG_NOTHING = -20

function sigmoidCrossEntropies(
  output: HostOutput,
  { positives, positiveClasses }: TargetBatch,
): Float32Array {
  const { numColumns } = output
  const logits = output.logits()
  const losses = new Float32Array(logits.length / numColumns)
  for (let row = 0, i = 0; row < losses.length; row++) {
    let sum = 0
    for (let k = 0; k < numColumns; k++, i++) if (logits[i] > LOG_NOTHING) sum += softplusAt(logits[i])
    losses[row] = sum
  }
  // softplus(-x) in place of softplus(x) at the label.
  for (const [i, row] of positives.entries()) losses[row] -= logits[row * numColumns + positiveClasses[i]]
  return losses
}

function softmaxCrossEntropies(
  output: HostOutput,
  { positives, positiveClasses }: TargetBatch,
): Float32Array {
  const { numColumns } = output
  const logits = output.logits()
  const losses = new Float32Array(logits.length / numColumns)
  for (let row = 0; row < losses.length; row++) {
    const start = row * numColumns
    losses[row] = logSumExp(logits, start, numColumns) - logits[start]
  }
  for (const [i, row] of positives.entries()) {
    losses[row] += logits[row * numColumns] - logits[row * numColumns + 1 + positiveClasses[i]]
  }
  return losses
}
