import type { LossParts } from '../../../shared/training/metrics'
import * as tf from '../../detector/tf'
import type { Batch } from './dataset'
import { isFiniteLoss } from './nanGuard'
import type { StepOutcome } from './trainStep'

export interface Update {
  outcome: StepOutcome
  /** The batch whose loss is not finite; the ones after it were not computed. */
  broken: Batch | null
}

/**
 * Computes micro-batches one after the other and adds them up as if they were one batch:
 *   gradient = sum of divided_i g_i / max(1, sum of counted_i), and the same for the loss
 * so that the normaliser is that of the whole batch: an object weighs the same in whichever of them it is. A batch in one
 * piece stays as it is, to the bit. The gradients are the caller's; where `compute` throws none are left.
 */
export function accumulate(batches: readonly Batch[], compute: (batch: Batch) => StepOutcome): Update {
  const outcomes: StepOutcome[] = []
  let sums: tf.Tensor[] = []
  try {
    for (const batch of batches) {
      const outcome = compute(batch)
      outcomes.push(outcome)
      sums = addGradients(sums, outcome, outcomes)
      if (!isFiniteLoss(outcome.loss)) return { outcome: { ...outcome, gradients: sums }, broken: batch }
    }
  } catch (cause) {
    tf.dispose(sums)
    throw cause
  }
  return { outcome: addUp(outcomes, sums), broken: null }
}

/** Sums of divided_i g_i; the first batch is weighed only when there is a second. */
function addGradients(
  sums: tf.Tensor[],
  { gradients, accumulation }: StepOutcome,
  outcomes: readonly StepOutcome[],
): tf.Tensor[] {
  if (outcomes.length === 1) return gradients
  const before = outcomes.length === 2 ? (outcomes[0] as StepOutcome).accumulation.divided : 1
  const added = tf.tidy(() =>
    gradients.map((gradient, i) => {
      const sum = before === 1 ? (sums[i] as tf.Tensor) : tf.mul(sums[i] as tf.Tensor, before)
      return tf.add(sum, tf.mul(gradient, accumulation.divided))
    }),
  )
  tf.dispose([...sums, ...gradients])
  return added
}

function addUp(outcomes: readonly StepOutcome[], sums: tf.Tensor[]): StepOutcome {
  const last = outcomes.at(-1) as StepOutcome
  if (outcomes.length === 1) return last
  const counted = outcomes.reduce((sum, { accumulation }) => sum + accumulation.counted, 0)
  const divisor = Math.max(1, counted)
  const gradients = tf.tidy(() => sums.map((sum) => tf.div(sum, divisor)))
  tf.dispose(sums)
  return {
    ...last,
    loss: mixLosses(outcomes, divisor),
    positives: outcomes.reduce((sum, { positives }) => sum + positives, 0),
    gradients,
    accumulation: { divided: divisor, counted },
  }
}

function mixLosses(outcomes: readonly StepOutcome[], divisor: number): LossParts {
  const mix = (part: keyof LossParts) =>
    outcomes.reduce((sum, { loss, accumulation }) => sum + loss[part] * accumulation.divided, 0) / divisor
  return {
    classification: mix('classification'),
    box: mix('box'),
    quality: mix('quality'),
    center: mix('center'),
    total: mix('total'),
  }
}
