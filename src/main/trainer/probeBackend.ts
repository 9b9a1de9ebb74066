import { StudioError } from '../../shared/result'
import { type Backend, TrainerEvent } from '../../shared/training/protocol'
import { crashError } from './crashError'
import { createOutputTail } from './processes/outputTail'
import type { StartTrainerProcess } from './processes/trainerProcess'

/** A GPU that wakes up, or a cold disk, may take half a minute. */
const PATIENCE_MS = 120_000
const OUTPUT_CHARACTERS = 16 * 1024

/**
 * Asks a trainer which device it would compute on, and ends it: a driver that crashes costs a throwaway process.
 * Throws `tensorflow-missing`, `out-of-memory` or `trainer-crashed`.
 */
export function probeBackend(startProcess: StartTrainerProcess): Promise<Backend> {
  return new Promise((resolve, reject) => {
    const tail = createOutputTail(OUTPUT_CHARACTERS)
    let isLate = false
    const trainer = startProcess({
      output: tail.add,
      message: (raw) => {
        const event = TrainerEvent.safeParse(raw)
        if (!event.success) return
        if (event.data.type === 'hello') resolve(event.data.backend)
        else if (event.data.type === 'failed') reject(toError(event.data.error))
        else return
        trainer.kill()
      },
      exit: (exit) => {
        clearTimeout(patience)
        // Settled already where it had said what was asked.
        reject(toError(crashError(exit, isLate, tail.text()).info))
      },
    })
    const patience = setTimeout(() => {
      isLate = true
      trainer.kill()
    }, PATIENCE_MS)
    patience.unref()
  })
}

function toError({
  code,
  message,
  hint,
}: {
  code: StudioError['code']
  message: string
  hint?: string
}): StudioError {
  return new StudioError(code, message, hint)
}

/** Asks once and remembers; a question that failed is asked again. */
export function rememberedProbe(probe: () => Promise<Backend>): () => Promise<Backend> {
  let asked: Promise<Backend> | null = null
  return () => {
    asked ??= probe().catch((cause: unknown) => {
      asked = null
      throw cause
    })
    return asked
  }
}
