import { StudioError } from '../../../shared/result'
import type { RunState } from './checkpoint'

/** How often a batch may shrink before the run gives up. */
const MAX_HALVINGS = 3

/** True for TensorFlow's and Node's ways of saying that memory ran out. */
export function isOutOfMemory(cause: unknown): boolean {
  const message = cause instanceof Error ? cause.message : String(cause)
  return /\bOOM\b|out of memory|resource.?exhausted|allocation failed|failed to allocate/i.test(message)
}

/** What a run ends with where memory runs out outside its steps, where no smaller batch helps; anything else as it is. */
export function namingMemory(cause: unknown): unknown {
  if (cause instanceof StudioError || !isOutOfMemory(cause)) return cause
  return new StudioError(
    'out-of-memory',
    'There is not enough memory for the network.',
    'Close other programs, above all those that use the GPU, or choose the device "cpu".',
    { cause },
  )
}

/**
 * Halves the batch of a run and adds up the gradients of twice as many, so that a step learns from as many pictures as
 * before and the plan stays. Returns what to tell. Throws `out-of-memory`.
 */
export function halveBatch(state: RunState, cause: unknown): string {
  if (state.batchHalvings >= MAX_HALVINGS || state.batchSize === 1) {
    throw new StudioError(
      'out-of-memory',
      `There is not enough memory to train, even with ${state.batchSize} ${pictures(state.batchSize)} at a time.`,
      'Close other programs, or choose a smaller input size.',
      { cause },
    )
  }
  const before = state.batchSize
  state.batchSize = Math.floor(before / 2)
  state.accumulate *= 2
  state.batchHalvings++
  const { batchSize, accumulate } = state
  return `Memory ran out: now ${batchSize} ${pictures(batchSize)} at a time instead of ${before}; a step adds up ${accumulate} batches and learns from ${batchSize * accumulate}.`
}

function pictures(number: number): string {
  return number === 1 ? 'picture' : 'pictures'
}
