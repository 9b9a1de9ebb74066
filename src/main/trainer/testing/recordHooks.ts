import type { EpochReport, StepReport } from '../../../shared/training/metrics'
import type { Hooks } from '../worker/hooks'

/** Hooks of the loop that remember everything; `wishAt` asks for an end before that step. */
export function recordHooks(wishAt: { step: number; wish: 'pause' | 'stop' } | null = null) {
  const steps: StepReport[] = []
  const epochs: EpochReport[] = []
  const notes: string[] = []
  const hooks: Hooks = {
    onStep: (report) => void steps.push(report),
    onEpoch: async (report) => void epochs.push(report),
    onCheckpoint: () => {},
    onNote: (message) => void notes.push(message),
    wish: () => (wishAt !== null && steps.length >= wishAt.step ? wishAt.wish : null),
  }
  return { hooks, steps, epochs, notes }
}
