import { commands } from './commands'
import { createContext } from './context'
import type { OwnPrograms } from './ownPrograms'
import { exitCodes, runCli } from './run'

/** What starts this process may pass on the Ctrl+C that the terminal has given to all: what comes so soon is the same one. */
const ECHO_MS = 500

/** Runs one command line of this process, with its streams, until it is done or Ctrl+C has made it save; answers the exit code. */
export async function runInterruptible(argv: readonly string[], programs?: OwnPrograms): Promise<number> {
  const interrupt = new AbortController()
  let interruptedAt = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!interrupt.signal.aborted) {
        interruptedAt = performance.now()
        process.stderr.write('Stopping; what is done is kept.\n')
        interrupt.abort()
        return
      }
      // A terminal that closes hangs up more than once, and nobody is in a hurry.
      if (signal === 'SIGHUP' || performance.now() - interruptedAt < ECHO_MS) return
      // The second one means it: whoever is still saving loses nothing that was acknowledged.
      process.exit(exitCodes.interrupted)
    })
  }
  // What is said on the way is for whoever still listens: the work goes on without.
  process.stderr.on('error', () => {})
  // A reader such as `head` may have enough before all is said, and a terminal may be closed.
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE' && cause.code !== 'EIO') throw cause
  })
  const context = createContext(interrupt.signal, process.stderr, () => performance.now())
  if (programs !== undefined) context.programs = programs
  return runCli(argv, commands, context, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}
