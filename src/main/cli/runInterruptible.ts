import { commands } from './commands'
import { createContext } from './context'
import type { OwnPrograms } from './ownPrograms'
import { exitCodes, runCli } from './run'

/** Runs one command line of this process, with its streams, until it is done or Ctrl+C has made it save; answers the exit code. */
export async function runInterruptible(argv: readonly string[], programs?: OwnPrograms): Promise<number> {
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // The second one means it: whoever is still saving loses nothing that was acknowledged.
      if (interrupt.signal.aborted) process.exit(exitCodes.interrupted)
      process.stderr.write('Stopping; what is done is kept.\n')
      interrupt.abort()
    })
  }
  // A reader such as `head` may have enough before all is said.
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause
    process.exit(exitCodes.done)
  })
  const context = createContext(interrupt.signal, process.stderr, () => performance.now())
  if (programs !== undefined) context.programs = programs
  return runCli(argv, commands, context, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}
