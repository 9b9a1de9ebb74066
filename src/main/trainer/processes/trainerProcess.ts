import type { TrainerCommand } from '../../../shared/training/protocol'

/** How a trainer process ended. */
export interface TrainerExit {
  code: number | null
  /** Signal that ended it, where the system tells. */
  signal: string | null
  /** Electron's word for it (`oom`, `crashed`, `killed`), where it has one. */
  reason: string | null
}

/** What the owner of a trainer process hears from it. */
export interface TrainerListener {
  /** Whatever it posted, not yet checked. */
  message(raw: unknown): void
  /** What it and TensorFlow print. */
  output(text: string): void
  /** The last call: every message it posted was delivered before. */
  exit(exit: TrainerExit): void
}

/** A running trainer: Electron's utility process or, on the command line, a child of Node. */
export interface TrainerProcess {
  send(command: TrainerCommand): void
  /** Ends it at once, whatever it does. */
  kill(): void
}

/** Starts the trainer's program and connects it. */
export type StartTrainerProcess = (listener: TrainerListener) => TrainerProcess
