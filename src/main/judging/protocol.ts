import type { ErrorInfo } from '../../shared/result'
import type { JudgingName } from './judgings'

/** What the thread is made with: which project it reads. */
export interface JudgeData {
  folder: string
}

/** To the thread. `dataVersion`: the project's, as the asking side has it. */
export type JudgeCommand =
  | { type: 'ask'; id: number; name: JudgingName; query: unknown; dataVersion: number }
  | { type: 'cancel'; id: number }
  | { type: 'close' }

/** From the thread. */
export type JudgeEvent =
  | { type: 'progress'; id: number; done: number; total: number }
  | { type: 'answer'; id: number; result: unknown }
  | { type: 'failed'; id: number; error: ErrorInfo }
