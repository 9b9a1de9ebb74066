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

/** Keeps the run as it is now. */
export function createLastGood({ optimizer, state }: PreparedRun): LastGood {
  let { lossMemory, step } = state
  const keep = () => {
    optimizer.keep()
    lossMemory = state.lossMemory
    step = state.step
  }
  keep()
  return {
    keep,
    goBack() {
      optimizer.goBack()
      state.lossMemory = lossMemory
      return `The weights are those after step ${step} again.`
    },
  }
}
