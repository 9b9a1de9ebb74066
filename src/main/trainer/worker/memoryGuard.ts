import { StudioError } from '../../../shared/result'
import type { RunState } from './checkpoint'

/** How often a batch may shrink before the run gives up. */
const MAX_HALVINGS = 3

/** True for TensorFlow's and Node's ways of saying that memory ran out. */
export function isOutOfMemory(cause: unknown): boolean {
  const message = cause instanceof Error ? cause.message : String(cause)
  return /\bOOM\b|out of memory|resource.?exhausted|allocation failed|failed to allocate/i.test(message)
}

/** Halves the batch of a run; the epoch then takes twice the steps. Returns what to tell. Throws `out-of-memory`. */
export function halveBatch(state: RunState, cause: unknown): string {
  if (state.batchHalvings >= MAX_HALVINGS || state.batchSize === 1) {
    throw new StudioError(
      'out-of-memory',
      `There is not enough memory to train, even with ${state.batchSize} pictures a step.`,
      'Close other programs, or choose a smaller input size.',
      { cause },
    )
  }
  const before = state.batchSize
  state.batchSize = Math.max(1, Math.floor(before / 2))
  state.batchHalvings++
  const factor = before / state.batchSize
  state.stepsPerEpoch = Math.round(state.stepsPerEpoch * factor)
  state.totalSteps = Math.round(state.totalSteps * factor)
  state.step = Math.round(state.step * factor)
  return `Memory ran out: now ${state.batchSize} pictures a step instead of ${before}.`
}
