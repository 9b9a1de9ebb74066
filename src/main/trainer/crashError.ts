import type { ErrorInfo } from '../../shared/result'
import { mendPartsText } from '../doctor/mendParts'
import type { TrainerExit } from './processes/trainerProcess'

/** What a trainer's death means in words, and whether starting it again can help. */
export interface CrashReading {
  info: ErrorInfo
  canRestart: boolean
}

/** Exit code of a trainer that saved itself because its memory grew without end (BSD's "try again"). */
export const OUTGROWN_CODE = 75
const SIGKILL_CODE = 137

/** Reads the cause of death from exit code, signal, Electron's reason and the last output. */
export function crashError(exit: TrainerExit, wasHanging: boolean, output: string): CrashReading {
  if (wasHanging) {
    return {
      info: {
        code: 'trainer-crashed',
        message: 'The trainer stopped answering and was ended.',
        hint: RESUME,
      },
      canRestart: true,
    }
  }
  if (
    /tfjs_binding\.node|libtensorflow|Cannot find (?:module|package) '@tensorflow/.test(output) &&
    !/step/.test(output)
  ) {
    return {
      info: {
        code: 'tensorflow-missing',
        message: `TensorFlow could not be loaded: ${lastLine(output)}`,
        hint: mendPartsText(),
      },
      canRestart: false,
    }
  }
  if (exit.code === OUTGROWN_CODE) {
    return {
      info: {
        code: 'out-of-memory',
        message: 'The memory of the trainer grew without end; it saved itself.',
        hint: RESUME,
      },
      canRestart: true,
    }
  }
  if (isOutOfMemory(exit, output)) {
    return {
      info: {
        code: 'out-of-memory',
        message: 'The trainer ran out of memory.',
        hint: 'Close other programs, or train with a smaller batch or input size.',
      },
      canRestart: true,
    }
  }
  return {
    info: {
      code: 'trainer-crashed',
      message: `The trainer ended unexpectedly (${exitText(exit)}).`,
      hint: RESUME,
    },
    canRestart: true,
  }
}

const RESUME = 'Resume the run: it goes on from its last checkpoint. The log is in the run’s folder.'

function isOutOfMemory(exit: TrainerExit, output: string): boolean {
  if (exit.reason === 'oom') return true
  const wasKilled = exit.signal === 'SIGKILL' || exit.code === SIGKILL_CODE
  return wasKilled
    ? /out of memory|OOM/i.test(output)
    : /std::bad_alloc|Reached heap limit|OOM when allocating/.test(output)
}

function exitText({ code, signal, reason }: TrainerExit): string {
  if (reason !== null && reason !== 'clean-exit') return reason
  if (signal !== null) return signal
  return code === null ? 'no reason given' : `exit code ${code}`
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => /error|cannot/i.test(line))
  return (lines[0] ?? 'no reason given').trim().slice(0, 300)
}
