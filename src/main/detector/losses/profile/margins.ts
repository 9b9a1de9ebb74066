import type { TargetBatch } from '../../matching/targets'
import type { Scoring } from '../../network/architecture'
import { softmaxMargin } from '../seenStep'

/** Raw scores [B * N * C] and what they should say. */
export interface ScoredTargets {
  logits: Float32Array
  numColumns: number
  targets: TargetBatch
  scoring: Scoring
}

/**
 * Visits x_t = logit of p_t, p_t the probability given to the truth, of all that counts in the classification loss: of
 * sigmoids each logit (x where it belongs to the object, -x elsewhere), of a softmax each anchor. Ignored anchors are left
 * out. `row` counts anchors over the batch.
 */
export function eachMargin(
  { logits, numColumns, targets, scoring }: ScoredTargets,
  visit: (row: number, margin: number, isPositive: boolean) => void,
): void {
  const { batchSize, numAnchors, positives, positiveClasses, anchorWeights } = targets
  const labels = new Int32Array(batchSize * numAnchors).fill(-1)
  for (const [i, row] of positives.entries()) labels[row] = positiveClasses[i]
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]
    if (label < 0 && anchorWeights[row] === 0) continue
    const start = row * numColumns
    if (scoring === 'softmax') {
      visit(row, softmaxMargin(logits, start, numColumns, label + 1), label >= 0)
      continue
    }
    for (let k = 0; k < numColumns; k++) {
      const isPositive = k === label
      visit(row, isPositive ? logits[start + k] : -logits[start + k], isPositive)
    }
  }
}
