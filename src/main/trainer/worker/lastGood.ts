import type { NamedTensor } from '../../detector/safetensors'
import type { OptimizerProgress } from './optimizer'
import type { PreparedRun } from './prepareRun'

/**
 * The run as it was when its weights were last known to be good: at the end of an epoch. A loss that is not finite can be
 * the fault of the batch, which is dropped, or of an update before it, which has blown the weights up; then only going
 * back helps.
 */
export interface LastGood {
  keep(): void
  /** Puts weights, optimiser and loss memory back. Returns what to tell. */
  goBack(): string
}

/** Keeps the run as it is now; the numbers are copies. */
export function createLastGood({ optimizer, state }: PreparedRun): LastGood {
  let numbers: Map<string, NamedTensor>
  let progress: OptimizerProgress
  let memory: PreparedRun['state']['lossMemory']
  let step: number
  const keep = () => {
    numbers = optimizer.numbers()
    progress = structuredClone(optimizer.progress)
    memory = state.lossMemory
    step = state.step
  }
  keep()
  return {
    keep,
    goBack() {
      optimizer.restore(numbers, progress)
      state.lossMemory = memory
      return `The weights are those after step ${step} again.`
    },
  }
}
