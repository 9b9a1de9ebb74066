import type { EpochReport, StepReport } from '../../../shared/training/metrics'

/** What the loop tells, and to whom it listens. A hook may take its time: the loop waits for it. */
export interface Hooks {
  onStep(report: StepReport): void
  onEpoch(report: EpochReport): Promise<void>
  onCheckpoint(step: number): void
  onNote(message: string): void
  /** Asked before each step: a wish to end. */
  wish(): 'pause' | 'stop' | null
  /** Asked before each step: the process has grown too large and should be begun anew from a checkpoint. */
  hasOutgrown?(): boolean
}

/** Why the loop returned. */
export type LoopEnd = 'finished' | 'stopped' | 'paused' | 'time-limit' | 'early-stop' | 'outgrown'
